import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { PICTURES } from './editor/pictures';

const testWithAll = process.env.E2E_ALL === 'true' ? test : test.skip;

/** A PNG file says its size in pixels at its beginning. */
function sizeOf(path: string): string {
	const bytes = readFileSync(path);
	return `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`;
}

const picturesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.png'));

testWithAll('npm run pictures takes every picture of the documentation anew, in its size', () => {
	const folder = mkdtempSync(join(tmpdir(), 'eso-pictures-'));
	try {
		const program = [require.resolve('tsx/cli'), join(__dirname, 'pictures.ts')];
		const { status, stderr } = spawnSync(process.execPath, [...program, `--into=${folder}`], {
			encoding: 'utf8',
		});
		expect([status, stderr]).toEqual([0, '']);
		expect(picturesIn(folder)).toEqual(picturesIn(PICTURES));
		for (const name of picturesIn(folder)) {
			expect(sizeOf(join(folder, name))).toBe(sizeOf(join(PICTURES, name)));
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
});
