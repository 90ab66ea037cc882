import type { Leg } from './leg';
import type { Tarball } from './tarball';

const ROOT_FILES = ['index.js', 'package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

// Code, codex files, schemas and icons: what n8n reads at run time.
const SHIPPED_FILE = /^dist\/(?:.+\/)?[^/]+\.(?:js|json|svg|png)$/;

const DEVELOPMENT_FILE =
	/\.(?:test|spec)\.|(?:^|\/)(?:test|tests|docs|bench|demo|examples)\/|tsbuildinfo/;

/** The files that have no business in the published package. */
export function strangersAmong(files: readonly string[]): string[] {
	return files.filter(
		(file) =>
			!ROOT_FILES.includes(file) && (!SHIPPED_FILE.test(file) || DEVELOPMENT_FILE.test(file)),
	);
}

/** Judges the tarball by its list of files: all of `named` must be there, and nothing that is of no use to n8n. */
export function judgeContents({ files, bytes, unpackedBytes }: Tarball, named: string[]): Leg {
	const missing = named.filter((file) => !files.includes(file));
	const details = [
		...strangersAmong(files).map((file) => `${file} should not be published`),
		...missing.map((file) => `${file} is missing, and package.json names it`),
	];
	const size = `${files.length} files, ${kilobytes(bytes)} packed, ${kilobytes(unpackedBytes)} unpacked`;
	return { name: 'contents', passed: details.length === 0, details: [...details, size].join('\n') };
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}
