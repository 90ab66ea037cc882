'use strict';

const { execFile } = require('node:child_process');
const { readFile, rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const NODE = 'nodes/EsoLeads/EsoLeads.node.ts';
const CREDENTIAL = 'credentials/EsoApi.credentials.ts';

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** esbuild only strips types: tsc is what checks them; `npm run lint` does so for the tests. */
async function checkTypes() {
	try {
		await promisify(execFile)(process.execPath, [
			require.resolve('typescript/bin/tsc'),
			'--project',
			'tsconfig.build.json',
		]);
	} catch (error) {
		throw new Error(`Type check:\n${error.stdout}`);
	}
}

const BUNDLED = ['i18n-iso-countries', 'libphonenumber-js'];

/** What is bundled keeps its licence. */
async function notice() {
	const licenses = await Promise.all(
		BUNDLED.map(
			async (name) => `${name}\n\n${await readFile(`node_modules/${name}/LICENSE`, 'utf8')}`,
		),
	);
	const about = `n8n-nodes-eso-leads, MIT. Its node holds ${BUNDLED.join(' and ')} under the licences below.`;
	return `/*!\n${about}\n\n${licenses.join('\n')}*/`;
}

/**
 * A community package has no dependencies of its own: the library above is bundled, while n8n
 * brings n8n-workflow and zod. Nothing is minified, since n8n's reviewers read what is published,
 * and n8n's scan allows no console.
 */
async function bundle() {
	const common = {
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow', 'zod'],
		drop: ['console'],
		legalComments: 'inline',
		charset: 'utf8',
	};
	await esbuild.build({ ...common, entryPoints: [NODE], banner: { js: await notice() } });
	// Nothing of others is in it.
	await esbuild.build({ ...common, entryPoints: [CREDENTIAL] });
}

function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

function codex() {
	return src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));
}

/** What each operation puts out: n8n looks for it beside the file that package.json names. */
function schemas() {
	return src('nodes/**/__schema__/**/*.json', { base: '.' }).pipe(dest('dist'));
}

exports.clean = clean;
// Checked first: an error in the sources must not cost the last good build.
exports.build = series(checkTypes, clean, parallel(bundle, icons, codex, schemas));
exports.default = exports.build;
