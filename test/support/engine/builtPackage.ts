import './n8nHome';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { UserError, type ICredentialType } from 'n8n-workflow';

/**
 * Where the package stands, with its `package.json` and its `dist`: here, or where `ESO_PACKAGE` points, so that an older
 * build can be measured beside this one.
 */
export const packageRoot = process.env.ESO_PACKAGE ?? resolve(__dirname, '../../..');

let loading: Promise<PackageDirectoryLoader> | undefined;

/**
 * The package as n8n loads it: from the files that `package.json` names under `n8n`. Loaded once a process, since tests
 * ask for it hundreds of times.
 * @throws UserError if the package has not been built.
 */
export async function builtPackage(): Promise<PackageDirectoryLoader> {
	loading ??= loadPackage();
	return await loading;
}

/** The package's credential types by name, e.g. `esoApi`. */
export function credentialTypes(loader: PackageDirectoryLoader): Record<string, ICredentialType> {
	return Object.fromEntries(
		Object.entries(loader.credentialTypes).map(([name, loaded]) => [name, loaded.type]),
	);
}

async function loadPackage(): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(packageRoot);
	const { nodes = [], credentials = [] } = loader.packageJson.n8n ?? {};
	const missing = [...nodes, ...credentials].filter((file) => !existsSync(join(packageRoot, file)));
	if (missing.length > 0) {
		throw new UserError(
			`The package is not built (${missing.join(', ')} missing): run npm run build`,
		);
	}
	await loader.loadAll();
	return loader;
}
