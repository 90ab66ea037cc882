import type { IExecuteFunctions } from 'n8n-workflow';
import { readBaseUrl, readConnection } from '../../../nodes/EsoLeads/api/requests';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.secret-part';

/** What n8n hands over when the node asks for its credential. */
function connect(credential: unknown) {
	const context = { getCredentials: () => Promise.resolve(credential) };
	return readConnection(context as unknown as IExecuteFunctions);
}

test.each([
	['https://client-api.e-so.in', 'https://client-api.e-so.in'],
	['https://client-api.e-so.in/', 'https://client-api.e-so.in'],
	['https://client-api.e-so.in//', 'https://client-api.e-so.in'],
	['  https://client-api.e-so.in\n', 'https://client-api.e-so.in'],
	['HTTPS://Client-API.e-so.in', 'https://client-api.e-so.in'],
	['https://proxy.example.com/eso/', 'https://proxy.example.com/eso'],
	['https://proxy.example.com:8443', 'https://proxy.example.com:8443'],
	['http://localhost:3000', 'http://localhost:3000'],
	['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
	['http://127.255.0.1', 'http://127.255.0.1'],
	['http://[::1]:3000', 'http://[::1]:3000'],
])('the Base URL %p is used as %s', (text, baseUrl) => {
	expect(readBaseUrl(text)).toEqual({ kind: 'baseUrl', baseUrl });
});

test.each([
	'http://client-api.e-so.in',
	'http://localhost.example.com',
	'http://notlocalhost:3000',
	'http://127.0.0.1.example.com',
	'http://127.example.com',
	'http://0.0.0.0',
	'http://192.168.1.1',
	'http://10.0.0.1:3000',
	'http://[::]',
	'http://[fe80::1]',
	'HTTP://EXAMPLE.COM',
])('%s would send the token unencrypted, and is refused', (text) => {
	expect(readBaseUrl(text)).toMatchObject({
		kind: 'connectionFailure',
		message: expect.stringMatching(/must begin with https:\/\//),
	});
});

test.each([
	'https://patel:secret@client-api.e-so.in',
	'https://:secret@client-api.e-so.in',
	'http://127.0.0.1@example.com',
	'https://client-api.e-so.in?page=1',
	'https://client-api.e-so.in/#leads',
	'https://client-api.e-so.in/?',
	'https://client-api.e-so.in/#',
])('%s holds more than an address', (text) => {
	expect(readBaseUrl(text)).toEqual({
		kind: 'connectionFailure',
		message: 'The Base URL holds more than an address: leave out user names, ? and #',
	});
});

test.each(['', '   \n'])(
	'an empty Base URL (%p) is refused, and the message has the usual one',
	(text) => {
		expect(readBaseUrl(text)).toEqual({
			kind: 'connectionFailure',
			message: expect.stringMatching(/is empty: .* https:\/\/client-api\.e-so\.in$/),
		});
	},
);

test.each([
	'client-api.e-so.in',
	'//client-api.e-so.in',
	'ftp://client-api.e-so.in',
	'ftp:https://client-api.e-so.in',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'https://',
	'https://a b',
	'https://client-api.e-so.in:99999',
	'https://client-api.e-so.in ;',
])('%p is no web address, and the message shows how to write one', (text) => {
	expect(readBaseUrl(text)).toMatchObject({
		kind: 'connectionFailure',
		message: expect.stringMatching(
			/not a web address that begins with https:\/\/: .* https:\/\/client-api\.e-so\.in$/,
		),
	});
});

test('a Base URL may be as long as web addresses are, and no longer', () => {
	const start = 'https://proxy.example.com/';
	expect(readBaseUrl(start.padEnd(2_000, 'x'))).toMatchObject({ kind: 'baseUrl' });
	expect(readBaseUrl(start.padEnd(2_001, 'x'))).toEqual({
		kind: 'connectionFailure',
		message: 'The Base URL is longer than a web address can be',
	});
});

test('a hostile Base URL of a megabyte comes back with a short message', () => {
	for (const text of ['/'.repeat(1e6), 'x'.repeat(1e6), `https://${' '.repeat(1e6)}x`]) {
		const result = readBaseUrl(text);
		expect(result.kind).toBe('connectionFailure');
		if (result.kind === 'connectionFailure') expect(result.message.length).toBeLessThan(300);
	}
});

test('a credential as n8n stores it becomes a connection', async () => {
	const connection = await connect({ accessToken: TOKEN, baseUrl: 'https://client-api.e-so.in/' });
	expect(connection).toEqual({
		kind: 'connection',
		baseUrl: 'https://client-api.e-so.in',
		accessToken: TOKEN,
	});
});

test.each([
	[{ accessToken: `Bearer ${TOKEN}` }, "begins with 'Bearer'"],
	[{ accessToken: `bearer\t${TOKEN}` }, "begins with 'Bearer'"],
	[{ accessToken: '' }, 'is empty'],
	[{ accessToken: ' \n' }, 'is empty'],
	[{ accessToken: undefined }, 'is missing'],
	[{ accessToken: 12345 }, 'is missing'],
	[{ accessToken: `${TOKEN}\r\nX-Evil: 1` }, 'copy it again'],
	[{ accessToken: ` Bearer ${TOKEN}` }, "begins with 'Bearer'"],
	[{ accessToken: `${TOKEN} ${TOKEN}` }, 'copy it again'],
	[{ accessToken: `${TOKEN} Bearer ${TOKEN}` }, 'copy it again'],
	[{ accessToken: `${TOKEN}\u200b` }, 'copy it again'],
	[{ accessToken: `${TOKEN}é` }, 'copy it again'],
	[{ accessToken: TOKEN, baseUrl: undefined }, 'Base URL is missing'],
	[{ accessToken: TOKEN, baseUrl: 'client-api.e-so.in' }, 'not a web address'],
])('%j cannot be used, and the message (%s) does not show the token', async (change, reason) => {
	const connection = await connect({ baseUrl: 'https://client-api.e-so.in', ...change });
	expect(connection.kind).toBe('connectionFailure');
	if (connection.kind !== 'connectionFailure') return;
	expect(connection.message).toContain(reason);
	expect(connection.message).not.toContain('secret-part');
});

test('a credential that n8n cannot find is reported in n8n’s words', async () => {
	const getCredentials = () => Promise.reject(new Error('Credential with ID "7" does not exist'));
	const context = { getCredentials } as unknown as IExecuteFunctions;
	expect(await readConnection(context)).toEqual({
		kind: 'connectionFailure',
		message: 'Credential with ID "7" does not exist',
	});
});

test('no message shows what was entered: somebody may have pasted the token there', () => {
	for (const text of [TOKEN, `http://${TOKEN}`, `https://${TOKEN}@host`, `https://a b/${TOKEN}`]) {
		expect(JSON.stringify(readBaseUrl(text))).not.toContain('secret-part');
	}
});

test.each([undefined, null, 'token', 42, []])(
	'the credential %p is incomplete',
	async (credential) => {
		const connection = await connect(credential);
		expect(connection).toEqual({ kind: 'connectionFailure', message: expect.stringMatching(/./) });
	},
);

test('blanks around the token come along when it is copied, and are taken off', async () => {
	const credential = {
		accessToken: ` \t${TOKEN}\u00a0\r\n`,
		baseUrl: 'https://client-api.e-so.in',
	};
	expect(await connect(credential)).toMatchObject({ kind: 'connection', accessToken: TOKEN });
});

test('a token of any printable ASCII is taken as it is: it is never parsed', async () => {
	const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
	const credential = { accessToken: printable.join(''), baseUrl: 'https://client-api.e-so.in' };
	expect((await connect(credential)).kind).toBe('connection');
});
