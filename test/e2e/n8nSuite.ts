import { type Emulator, startEmulator } from '../emulator/emulator';
import { type CredentialName, storeCredential } from './n8n/credentials';
import { installation } from './n8n/installation';
import type { N8nRelease } from './n8n/releases';
import { type N8nProcess, startN8n } from './n8n/server';
import { setUpOwner, type Session } from './n8n/session';

/** An n8n with the package, its owner and a credential. Only within tests and hooks. */
export interface N8nSuite {
	readonly server: N8nProcess;
	readonly session: Session;
	/** The E-so that the credential leads to; emptied before each test. */
	readonly emulator: Emulator;
	readonly credential: CredentialName;
}

/** Starts an n8n for the tests of a `describe`, and stops it after them. */
export function n8nSuite(release: N8nRelease): N8nSuite {
	let emulator: Emulator;
	let server: N8nProcess;
	let session: Session;
	let credential: CredentialName;

	beforeAll(async () => {
		emulator = await startEmulator();
		server = await startN8n(await installation(release, console.log));
		session = await setUpOwner(server.url);
		const { token, url } = emulator;
		credential = await storeCredential(session, { accessToken: token, baseUrl: url });
	});
	beforeEach(() => emulator.reset());
	afterAll(async () => {
		await server?.close();
		await emulator?.close();
	});

	return {
		get server() {
			return server;
		},
		get session() {
			return session;
		},
		get emulator() {
			return emulator;
		},
		get credential() {
			return credential;
		},
	};
}
