import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, type Token, type Tokens, walkTokens } from 'marked';

export const root = join(__dirname, '../../..');

/** A page of the documentation. */
export interface Page {
	/** From the root of the repository: `docs/outputs.md`. */
	path: string;
	text: string;
	/** All its parts, those inside of others too, in their order. */
	tokens: readonly Token[];
}

/** What is read by people who come to the repository, beside `docs/`. */
const PAGES_AT_ROOT = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

/** Reads one page. */
export function readPage(path: string): Page {
	const text = readFileSync(join(root, path), 'utf8');
	const tokens: Token[] = [];
	walkTokens(lexer(text), (token) => {
		tokens.push(token);
	});
	return { path, text, tokens };
}

/** All pages that users and contributors read. */
export function readPages(): Page[] {
	const inDocs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
	const atRoot = PAGES_AT_ROOT.filter((path) => existsSync(join(root, path)));
	return [...atRoot, ...inDocs.map((name) => `docs/${name}`)].map(readPage);
}

/** A block of code with the comment that stands before it, if one does. */
export interface CodeBlock {
	page: string;
	language: string;
	code: string;
	marker: string | undefined;
}

/** The blocks of code of pages. */
export function codeBlocks(pages: readonly Page[]): CodeBlock[] {
	return pages.flatMap(({ path, tokens }) =>
		tokens.flatMap((token, index) =>
			token.type === 'code'
				? [
						{
							page: path,
							language: token.lang ?? '',
							code: token.text,
							marker: markerBefore(tokens, index),
						},
					]
				: [],
		),
	);
}

/** A table whose comment says what it lists. */
export interface MarkedTable {
	page: string;
	marker: string;
	/** The cells of each row, as they are read. */
	rows: string[][];
}

/** The tables of pages that have a comment before them. */
export function markedTables(pages: readonly Page[]): MarkedTable[] {
	return pages.flatMap(({ path, tokens }) =>
		tokens.flatMap((token, index) => {
			const marker = markerBefore(tokens, index);
			if (!isTable(token) || marker === undefined) return [];
			return [{ page: path, marker, rows: token.rows.map((row) => row.map(({ text }) => text)) }];
		}),
	);
}

function isTable(token: Token): token is Tokens.Table {
	return token.type === 'table';
}

/** `sample: batch` of `<!-- sample: batch -->`, where only blank lines stand between. */
function markerBefore(tokens: readonly Token[], index: number): string | undefined {
	const before = tokens
		.slice(0, index)
		.reverse()
		.find(({ type }) => type !== 'space');
	return before?.type === 'html' ? /^<!-- (.+) -->\s*$/.exec(before.raw)?.[1] : undefined;
}

/** Where the headings of a page can be linked to, as GitHub names them. */
export function getAnchors({ tokens }: Page): ReadonlySet<string> {
	const anchors = new Set<string>();
	for (const token of tokens) {
		if (token.type !== 'heading') continue;
		const slug = plainText(token)
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{Pc}\- ]/gu, '')
			.replaceAll(' ', '-');
		let anchor = slug;
		for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
		anchors.add(anchor);
	}
	return anchors;
}

function plainText(token: Token): string {
	if ('tokens' in token && token.tokens !== undefined) {
		return token.tokens.map(plainText).join('');
	}
	return 'text' in token && typeof token.text === 'string' ? token.text : '';
}
