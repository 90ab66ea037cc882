import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { builtPackage } from '../support/engine/builtPackage';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { serverServices } from '../support/engine/serverServices';
import { GivenCredentials } from '../support/engine/credentialsHelper';

const eso = esoSuite();

/** Tests a credential as n8n's server does when a user saves it. */
async function testCredential(
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const loader = await builtPackage();
	const { type: credentialType } = loader.getCredential('esoApi');
	// n8n asks the nodes only where the credential type has no test of its own.
	expect(credentialType.test).toBeUndefined();
	const { type } = loader.getNode('esoLeads');
	if (!('methods' in type)) throw new Error('The node has no methods');
	const [needed] = 'credentials' in type.description ? (type.description.credentials ?? []) : [];
	if (typeof needed?.testedBy !== 'string') throw new Error('The credential is not tested');
	const test = type.methods?.credentialTest?.[needed.testedBy];
	if (test === undefined) throw new Error(`The node has no ${needed.testedBy}`);
	const services = serverServices({
		workflow: { id: '1', name: '', active: false, nodes: [], connections: {} } as never,
		mode: 'internal',
		credentialsHelper: new GivenCredentials({}, {}),
	});
	const credential = { id: '1', name: 'E-so account', type: 'esoApi', data };
	const result = await test.call(new CredentialTestContext(services), credential);
	eso.watch(result);
	return result;
}

const json = { 'content-type': 'application/json' };

const good = () => ({ accessToken: TOKEN, baseUrl: eso.emulator.url });

/** What the test says of a server that is not the emulator. */
async function testAgainst(listener: RequestListener) {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	try {
		return await testCredential({ accessToken: TOKEN, baseUrl: `http://127.0.0.1:${port}` });
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

test('a good credential passes with one harmless request', async () => {
	expect(await testCredential(good())).toEqual({
		status: 'OK',
		message: 'Connection successful!',
	});
	expect(eso.emulator.requests).toMatchObject([
		{
			method: 'GET',
			path: '/api/engage/v1/leads',
			query: '?page=1&limit=1',
			headers: { authorization: `Bearer ${TOKEN}` },
		},
	]);
});

describe('a list of leads passes in every shape that it may have', () => {
	test.each<[string, unknown]>([
		['a bare list', []],
		['a list of leads', [{ id: 1 }]],
		['a success of another shape', { success: true, status: 200, payload: { leads: [] } }],
	])('%s', async (_, body) => {
		eso.emulator.setFault(() => ({ kind: 'status', statusCode: 200, headers: json, body }));
		expect(await testCredential(good())).toMatchObject({ status: 'OK' });
		expect(eso.emulator.requests[0]?.headers).toMatchObject({ accept: 'application/json' });
	});
});

test('blanks around the token and the address do no harm, in the test and in the run', async () => {
	const credentials = {
		accessToken: `\n ${TOKEN}\u00a0\r\n`,
		baseUrl: `\t${eso.emulator.url}/ \n`,
	};
	expect(await testCredential(credentials)).toMatchObject({ status: 'OK' });
	const run = await eso.run({
		items: [{ contact_number: '+91 81928 29284' }],
		credentials,
	});
	expect(run.error).toBeUndefined();
	expect(eso.emulator.requests.map(({ statusCode }) => statusCode)).toEqual([200, 201]);
});

describe('what cannot be used is reported before anything is sent', () => {
	test.each([
		['http', { baseUrl: 'http://client-api.e-so.in' }, /must begin with https:\/\/.*unencrypted/],
		[
			'no scheme',
			{ baseUrl: 'client-api.e-so.in' },
			/not a web address that begins with https:\/\/.*https:\/\/client-api\.e-so\.in/,
		],
		['no address', { baseUrl: ' ' }, /Base URL is empty.*https:\/\/client-api\.e-so\.in/],
		['a space in the address', { baseUrl: 'https://client-api .e-so.in' }, /not a web address/],
		['a question', { baseUrl: 'https://client-api.e-so.in/?a=1' }, /more than an address/],
		['Bearer', { accessToken: `Bearer ${TOKEN}` }, /begins with 'Bearer': paste only the token/],
		['bearer', { accessToken: ` bearer\t${TOKEN}` }, /begins with 'Bearer'/],
		['a space in the token', { accessToken: `tkn ${TOKEN}` }, /has a space.*copy it again/],
		['a line break in it', { accessToken: `${TOKEN}\r\nX-Evil: 1` }, /line break.*copy it again/],
		['a zero-width space', { accessToken: `${TOKEN}\u200b` }, /copy it again/],
		['blanks alone', { accessToken: ' \n' }, /is empty/],
		['no token', { accessToken: undefined }, /is missing/],
	])('%s', async (_, change, message) => {
		const data = { ...good(), ...change } as ICredentialDataDecryptedObject;
		expect(await testCredential(data)).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
		expect(eso.emulator.requests).toEqual([]);
	});
});

describe('a token that E-so does not know', () => {
	test.each([
		['of this API', 'eSt0123456789abcdef', /mistyped, deleted or expired\. Generate a new one/],
		['that is the ID of a send link', 'cmb0123456789', /looks like the ID from a template's send/],
		['of an unknown kind', 'abc0123456789', /may be the ID from a template's send link/],
	])('%s', async (_, accessToken, message) => {
		const result = await testCredential({ ...good(), accessToken });
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
		expect(result.message).not.toContain(accessToken);
		expect(eso.emulator.requests).toMatchObject([{ statusCode: 401 }]);
	});
});

describe('an answer that a run could not use is no success', () => {
	test.each<[string, Fault, RegExp]>([
		['300', { kind: 'status', statusCode: 300 }, /redirects to another one/],
		['302', { kind: 'redirect', statusCode: 302, location: '/login' }, /redirects to another one/],
		['308', { kind: 'redirect', statusCode: 308, location: '/' }, /status 308.*not sent there/],
		['403', { kind: 'status', statusCode: 403 }, /firewall.*\(status 403\)/],
		['403 as a page', { kind: 'html', statusCode: 403 }, /\(status 403\)/],
		['404', { kind: 'status', statusCode: 404 }, /no E-so API at this address.*'Base URL'/],
		['405', { kind: 'status', statusCode: 405 }, /no E-so API at this address/],
		['429', { kind: 'rateLimited' }, /limits how often.*not checked. Test again in a minute/],
		['500', { kind: 'status', statusCode: 500 }, /cannot answer at the moment \(status 500\)/],
		['503', { kind: 'html', statusCode: 503 }, /cannot answer at the moment \(status 503\)/],
		['a web page', { kind: 'html', statusCode: 200 }, /not the E-so API.*'Base URL'/],
		['cut-off JSON', { kind: 'truncatedJson' }, /not the E-so API/],
		['success: false', { kind: 'successFalse' }, /status 200.*not checked/],
		[
			'a 401 in a 200',
			{ kind: 'status', statusCode: 200, body: { status: 401, success: false, message: 'No' } },
			/does not accept this access token/,
		],
		[
			'JSON of somebody else',
			{ kind: 'status', statusCode: 200, headers: json, body: { hello: 'world' } },
			/not the E-so API/,
		],
		['a 418', { kind: 'status', statusCode: 418, body: { message: 'Tea' } }, /status 418.*Tea/],
	])('%s', async (_, fault, message) => {
		eso.emulator.setFault(() => fault);
		expect(await testCredential(good())).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
		expect(eso.emulator.requests).toHaveLength(1);
	});
});

describe('a server that cannot be reached is described in words', () => {
	test.each([
		['no such host', 'https://client-api.e-so.invalid', /No server has this address/],
		['no server', 'http://127.0.0.1:9', /Nothing answers at this address/],
	])('%s', async (_, baseUrl, message) => {
		expect(await testCredential({ ...good(), baseUrl })).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	test('no secure connection', async () => {
		const { host } = new URL(eso.emulator.url);
		expect(await testCredential({ ...good(), baseUrl: `https://${host}` })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/A secure connection .* is not possible/),
		});
	});

	test('a connection that breaks', async () => {
		eso.emulator.setFault(() => ({ kind: 'resetBeforeStore' }));
		expect(await testCredential(good())).toEqual({
			status: 'Error',
			message: expect.stringMatching(/could not be reached.*Test again/),
		});
	});
});

test('an endless page does not fill the memory, and is no success', async () => {
	const result = await testAgainst((_, response) => {
		response.writeHead(200, json);
		const send = () => {
			while (!response.destroyed && response.write('x'.repeat(100_000)));
		};
		response.on('drain', send);
		send();
	});
	expect(result).toEqual({ status: 'Error', message: expect.stringMatching(/not the E-so API/) });
});

test('a server that echoes what it got cannot get the token into the message', async () => {
	const result = await testAgainst(({ headers }, response) => {
		response.writeHead(418, json);
		response.end(JSON.stringify({ message: `I got ${headers.authorization}` }));
	});
	expect(result.message).toContain('I got Bearer [access token]');
});
