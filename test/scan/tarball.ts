import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod/v4';

const Packed = z.tuple([
	z.object({
		filename: z.string(),
		size: z.number(),
		unpackedSize: z.number(),
		files: z.array(z.object({ path: z.string() })),
	}),
]);

/** What `npm publish` would send, unpacked into `dir`. Sizes are in bytes, `files` are paths from the package's root. */
export interface Tarball {
	dir: string;
	files: string[];
	bytes: number;
	unpackedBytes: number;
}

/** Packs the package at `root` and unpacks it, both within the folder `temporary`. */
export function packAndUnpack(root: string, temporary: string): Tarball {
	const printed = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', temporary],
		{ cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [{ filename, size, unpackedSize, files }] = Packed.parse(JSON.parse(printed));
	const dir = path.join(temporary, 'package');
	mkdirSync(dir);
	const archive = path.join(temporary, filename);
	execFileSync('tar', ['-xzf', archive, '-C', dir, '--strip-components=1']);
	return { dir, files: files.map((file) => file.path), bytes: size, unpackedBytes: unpackedSize };
}
