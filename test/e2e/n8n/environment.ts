/** The ports of the loopback address that an n8n process listens on. */
export interface N8nPorts {
	/** For the editor; a worker says there how it is. */
	port: number;
	/** For the task runner, which runs Code nodes. */
	brokerPort: number;
}

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * The environment of an n8n that talks to nobody but this machine, and whose editor asks no questions. Of this process's own
 * only the PATH goes in: n8n would take some of what npm and jest put there for its own.
 */
export function n8nEnvironment(
	userFolder: string,
	{ port, brokerPort }: N8nPorts,
): NodeJS.ProcessEnv {
	return {
		PATH: process.env.PATH,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'a key for tests only',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_ENABLED: 'true',
		// The session's cookie would otherwise need https.
		N8N_SECURE_COOKIE: 'false',
		...QUIET,
		// What cannot be switched off, such as the list of MCP servers, ends at a port where nobody listens.
		HTTP_PROXY: NOWHERE,
		HTTPS_PROXY: NOWHERE,
		NO_PROXY: '127.0.0.1,localhost',
	};
}

const QUIET = {
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
};
