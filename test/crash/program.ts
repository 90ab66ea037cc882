import { basename, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** A program for processes of their own. */
export interface CompiledProgram {
	file: string;
	/** The environment that it needs. */
	env: NodeJS.ProcessEnv;
}

const engineSupport = resolve(__dirname, '../support/engine');
const nodeModules = resolve(__dirname, '../../node_modules');

/**
 * Compiles a TypeScript program of the tests to one file in `folder`, where its processes then keep
 * their temporary files too. A process that has to compile for itself takes twice as long to start.
 */
export function compileProgram(source: string, folder: string): CompiledProgram {
	const file = join(folder, `${basename(source, '.ts')}.cjs`);
	buildSync({
		entryPoints: [source],
		outfile: file,
		bundle: true,
		packages: 'external',
		platform: 'node',
		target: 'node20',
		// The harness looks for the built package from where its own source stands.
		define: { __dirname: JSON.stringify(engineSupport) },
	});
	// A killed process cannot remove its n8n home: it goes with the folder.
	return { file, env: { ...process.env, NODE_PATH: nodeModules, TMPDIR: folder } };
}
