import { stripVTControlCharacters } from 'node:util';

/** The verdict of one leg of the scan. `details` says why it failed, or what is worth knowing when it passed. */
export interface Leg {
	name: string;
	passed: boolean;
	details: string;
}

/**
 * Runs n8n's own scan over the files of `dir` that match `patterns`; without patterns over those that it reads of a package's
 * sources. The scan calls a folder without files clean, so the caller looks for them first.
 */
export async function scanFiles(name: string, dir: string, patterns?: string[]): Promise<Leg> {
	// An ES module, which a CommonJS file can only import in this way.
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	);
	const { passed, message, details } = await analyzePackage(dir, patterns ?? SOURCE_FILE_PATTERNS);
	return { name, passed, details: stripVTControlCharacters(details ?? message ?? '') };
}
