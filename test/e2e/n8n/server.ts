import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../programs/freePorts';
import { type RunningProgram, startProgram } from '../programs/program';
import { installPackage } from './communityPackage';
import type { Installation } from './installation';

/** A running n8n of its own, with the package installed. */
export interface N8nServer {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	url: string;
	/** What n8n has written to its log so far. */
	readonly log: string;
	/** Stops it, and removes all that it has stored. */
	close(): Promise<void>;
}

/** Starts an n8n on a free loopback port, with a fresh user folder that holds the built package. */
export async function startN8n(installation: Installation): Promise<N8nServer> {
	const userFolder = mkdtempSync(join(tmpdir(), 'eso-n8n-'));
	try {
		installPackage(userFolder);
		const [port = 0, brokerPort = 0] = await freePorts(2);
		const program = await startProgram({
			name: `n8n ${installation.version}`,
			command: installation.node,
			args: [installation.command, 'start'],
			env: n8nEnvironment(userFolder, { port, brokerPort }),
			cwd: userFolder,
			readyLine: /Editor is now accessible via/,
		});
		return serverOf(program, port, userFolder);
	} catch (error) {
		rmSync(userFolder, { recursive: true });
		throw error;
	}
}

function serverOf(program: RunningProgram, port: number, userFolder: string): N8nServer {
	return {
		url: `http://127.0.0.1:${port}`,
		get log() {
			return program.printed;
		},
		async close() {
			await program.stop();
			rmSync(userFolder, { recursive: true });
		},
	};
}

const NOWHERE = 'http://127.0.0.1:9';

/** Where an n8n process listens. */
interface Ports {
	port: number;
	/** For the task runner, which runs Code nodes. */
	brokerPort: number;
}

/** The environment of an n8n that talks to nobody but this machine, and whose editor asks no questions. */
export function n8nEnvironment(userFolder: string, { port, brokerPort }: Ports): NodeJS.ProcessEnv {
	return {
		// Not what npm and jest put there: n8n would take some of it for its own.
		PATH: process.env.PATH,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'a key for tests only',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_ENABLED: 'true',
		// The session's cookie would otherwise need https.
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_ONBOARDING_FLOW_DISABLED: 'true',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		// What cannot be switched off, such as the list of MCP servers, ends at a port where nobody listens.
		HTTP_PROXY: NOWHERE,
		HTTPS_PROXY: NOWHERE,
		NO_PROXY: '127.0.0.1,localhost',
	};
}
