import type { Finding, Findings } from './findings';
import { FAILURES, type Meaning, OCCASIONS, REJECTIONS } from './meanings';

const INTRODUCTION = `# Messages

Every message of the node, what it means and what to do. This page is written by \`npm run docs:messages\` from the code; do not edit it.

Search for a few words of your message. “…” stands for what differs from case to case: a name, a value, a number.

Rejected leads carry a code and a message in \`rejection\`. Filter on the code: codes stay, messages may be reworded. \`retryable: true\` means that the same lead, unchanged, may be accepted when you run it again.
`;

/** docs/messages.md: all findings by their codes and occasions. */
export function writePage({ findings }: Findings): string {
	const sections = [
		'## Codes of rejected leads',
		...Object.entries(REJECTIONS).map(([code, meaning]) => describeCode(code, meaning, findings)),
		'## Codes of single leads',
		'The operations of [single-leads.md](single-leads.md) have the codes above, and these:',
		...Object.entries(FAILURES).map(([code, meaning]) => describeCode(code, meaning, findings)),
		...Object.entries(OCCASIONS).flatMap(([occasion, { heading, introduction }]) => {
			const texts = findings.flatMap((finding) =>
				'occasion' in finding && finding.occasion === occasion ? [finding.text] : [],
			);
			return texts.length === 0 ? [] : [`## ${heading}`, introduction, list(texts)];
		}),
	];
	return `${[INTRODUCTION.trimEnd(), ...sections].join('\n\n')}\n`;
}

function describeCode(
	code: string,
	{ meaning, remedy }: Meaning,
	findings: readonly Finding[],
): string {
	const texts = findings.flatMap((finding) =>
		'codes' in finding && finding.codes.includes(code) ? [finding.text] : [],
	);
	return [`### \`${code}\``, meaning, `**What to do:** ${remedy}`, list(texts)].join('\n\n');
}

function list(texts: readonly string[]): string {
	return [...new Set(texts)].map((text) => `- ${escape(text)}`).join('\n');
}

/** A message is shown as it is: nothing in it is Markdown. */
function escape(text: string): string {
	return text.trim().replace(/[\\`*_<>[\]|]/g, '\\$&');
}

/** Codes that are found in the sources and have no meaning here. */
export function unexplainedCodes({ findings }: Findings): string[] {
	const explained = { ...REJECTIONS, ...FAILURES };
	const codes = findings.flatMap((finding) => ('codes' in finding ? finding.codes : []));
	return [...new Set(codes)].filter((code) => !Object.hasOwn(explained, code));
}
