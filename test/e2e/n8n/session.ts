/** A signed-in user's way to n8n's own HTTP API, the one that its editor uses; paths begin at the root. */
export interface Session {
	/** The parsed answer. @throws Error with n8n's words when its status is not 2xx. */
	get(path: string): Promise<unknown>;
	post(path: string, body: unknown): Promise<unknown>;
	patch(path: string, body: unknown): Promise<unknown>;
}

/** The owner of every n8n that is started here. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Asha',
	lastName: 'Rao',
	// n8n wants eight characters, a digit and a capital.
	password: 'Quiet-River-7',
};

/** Makes the owner of a fresh n8n, which signs them in. */
export async function setUpOwner(url: string): Promise<Session> {
	const response = await send(`${url}/rest/owner/setup`, 'POST', {}, OWNER);
	const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
	const headers = { cookie: cookies.join('; ') };
	const call = async (method: string, path: string, body?: unknown): Promise<unknown> =>
		await (await send(url + path, method, headers, body)).json();
	return {
		get: async (path) => await call('GET', path),
		post: async (path, body) => await call('POST', path, body),
		patch: async (path, body) => await call('PATCH', path, body),
	};
}

async function send(
	url: string,
	method: string,
	headers: Record<string, string>,
	body: unknown,
): Promise<Response> {
	const response = await fetch(url, {
		method,
		headers: { ...headers, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	if (response.ok) return response;
	throw new Error(`${method} ${url} was answered ${response.status}: ${await response.text()}`);
}
