import { z } from 'zod/v4';

/** What of package.json a release depends on. */
const manifestSchema = z.object({
	name: z.string(),
	version: z.string(),
	homepage: z.string(),
	author: z.object({ name: z.string(), email: z.string() }),
	repository: z.object({ url: z.string() }),
	bugs: z.object({ url: z.string() }),
});

/** What is about to be published. */
export interface ReleaseCandidate {
	/** The tag that was pushed, with or without a v; undefined for a rehearsal. */
	tag: string | undefined;
	/** package.json, parsed. */
	manifest: unknown;
	/** CHANGELOG.md in Keep a Changelog form. */
	changelog: string;
	/** The texts of the files from which n8n takes its links to the documentation, by their paths. */
	linking: Readonly<Record<string, string>>;
}

/** Hosts reserved for examples (RFC 2606), and the address that the project began with. */
const PLACEHOLDER = /\.example\b|\bexample\.(?:com|org|net)\b|github\.com\/n8n-nodes-eso-leads\//i;

/**
 * Why a checkout must not be published, a sentence each; empty for one that may. Provenance shows the repository to
 * everybody, so that a placeholder there cannot be taken back.
 */
export function findReleaseProblems({
	tag,
	manifest,
	changelog,
	linking,
}: ReleaseCandidate): string[] {
	const read = manifestSchema.safeParse(manifest);
	if (!read.success) {
		return read.error.issues.map(
			({ path, message }) => `package.json: ${path.join('.')}: ${message}`,
		);
	}
	const { version, homepage, author, repository, bugs } = read.data;
	const addresses = {
		homepage,
		'author.email': author.email,
		'repository.url': repository.url,
		'bugs.url': bugs.url,
	};
	return [
		...(tag === undefined || tag === version || tag === `v${version}`
			? []
			: [`The tag is ${tag}, and package.json has the version ${version}`]),
		...(hasDatedEntry(changelog, version)
			? []
			: [`CHANGELOG.md has no entry "## [${version}] - YYYY-MM-DD"`]),
		...Object.entries(addresses)
			.filter(([, address]) => PLACEHOLDER.test(address))
			.map(([name, address]) => `package.json: ${name} is still the placeholder ${address}`),
		...Object.entries(linking)
			.filter(([, text]) => PLACEHOLDER.test(text))
			.map(([path]) => `${path} still links to the placeholder of the repository`),
	];
}

function hasDatedEntry(changelog: string, version: string): boolean {
	const begin = `## [${version}] - `;
	const line = changelog.split('\n').find((text) => text.startsWith(begin));
	return line !== undefined && z.iso.date().safeParse(line.slice(begin.length).trim()).success;
}
