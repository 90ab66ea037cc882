import { judgeContents, strangersAmong } from './contents';

const NODE = 'dist/nodes/EsoLeads/EsoLeads.node.js';
const tarball = (files: string[]) => ({ dir: '', files, bytes: 12_340, unpackedBytes: 98_760 });

describe('the contents of the tarball', () => {
	it('are code, codex, schemas, icons and the papers of the package', () => {
		const files = [
			'CHANGELOG.md',
			'LICENSE',
			'README.md',
			'dist/icons/eso.svg',
			'dist/nodes/EsoLeads/EsoLeads.node.json',
			'dist/nodes/EsoLeads/__schema__/v1.0.0/lead/create.json',
			NODE,
			'index.js',
			'package.json',
		];
		expect(strangersAmong(files)).toEqual([]);
	});

	it.each([
		'dist/tsconfig.tsbuildinfo',
		'dist/nodes/EsoLeads/EsoLeads.node.js.map',
		'dist/nodes/EsoLeads/EsoLeads.node.ts',
		'dist/nodes/EsoLeads/lead.test.js',
		'dist/test/unit/lead.js',
		'dist/README.md',
		'docs/emulator.md',
		'nodes/EsoLeads/EsoLeads.node.ts',
		'test/unit/lead.test.ts',
		'.npmrc',
		'gulpfile.js',
	])('are not %s', (file) => {
		expect(strangersAmong(['package.json', file, NODE])).toEqual([file]);
	});

	it('pass with their size', () => {
		expect(judgeContents(tarball([NODE]), [NODE])).toEqual({
			name: 'contents',
			passed: true,
			details: '1 files, 12.3 kB packed, 98.8 kB unpacked',
		});
	});

	it('fail with every file that is too much and every one that is missing', () => {
		const leg = judgeContents(tarball(['.npmrc']), [NODE]);
		expect(leg.passed).toBe(false);
		expect(leg.details).toContain('.npmrc should not be published');
		expect(leg.details).toContain(`${NODE} is missing, and package.json names it`);
	});
});
