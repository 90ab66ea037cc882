/** An n8n that the node is tried in. */
export interface N8nRelease {
	version: string;
	/** npm's `overrides` without which it cannot be installed. */
	overrides: Record<string, string>;
	/** Whether a workflow that is published comes into force a moment after n8n says yes. */
	publishesLater: boolean;
	/** Whether a data table can be named; else it is chosen from the list. */
	knowsTablesByName: boolean;
}

/** Every n8n 2.x from 2.36 on wants Node 24, and 1.x takes it too: one for all of them. */
export const NODE_VERSION = '24.21.0';

/** The n8n that everything is tried in. 2.41.3, the latest, names a dependency that the registry does not have. */
export const CURRENT: N8nRelease = {
	version: '2.41.1',
	overrides: {},
	publishesLater: true,
	knowsTablesByName: true,
};

/** The last 1.x, for those who have not moved on. */
export const PREVIOUS: N8nRelease = {
	version: '1.123.81',
	// It names xlsx by an address outside the registry; the nodes that are tried here do not use it.
	overrides: { xlsx: '0.18.5' },
	publishesLater: false,
	knowsTablesByName: false,
};

/** Those that this run of the tests is about: `npm run test:e2e` asks for the current one, with `--all` for every one. */
export function releasesToTry(): N8nRelease[] {
	return process.env.E2E_ALL === 'true' ? [CURRENT, PREVIOUS] : [CURRENT];
}
