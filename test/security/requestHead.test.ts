import { jsonParse } from 'n8n-workflow';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { ACCEPTED, type RawServer, startRawServer } from '../support/security/rawServer';

// Tokens that would break the head are refused: badCredential.test.ts.
const eso = esoSuite();

const EVIL = '\r\nX-Evil: 1\r\n\r\nDELETE / HTTP/1.1\r\n\r\n';

let server: RawServer;
beforeEach(async () => {
	server = await startRawServer((socket) => socket.end(ACCEPTED));
});
afterEach(async () => await server.close());

/** The head and the body of the only request that came. */
function onlyRequest(): { lines: string[]; body: string } {
	expect(server.requests).toHaveLength(1);
	const [head = '', ...rest] = String(server.requests[0]).split('\r\n\r\n');
	return { lines: head.split('\r\n'), body: rest.join('\r\n\r\n') };
}

test('line breaks in items and parameters stay in the body: no header, no second request comes of them', async () => {
	const lead = {
		contact_number: '+91 81928-29284',
		country_code: '91\r\n',
		[`Name${EVIL}`]: `Patel${EVIL}`,
	};
	const run = await eso.run({
		items: [lead],
		credentials: { accessToken: TOKEN, baseUrl: server.url },
	});
	expect(expectConserved(run, 1).accepted).toEqual([0]);
	const { lines, body } = onlyRequest();
	expect(lines[0]).toBe('POST /api/v1/leads/bulk-create HTTP/1.1');
	const names = lines.slice(1).map((line) => line.split(':')[0]?.toLowerCase());
	expect(names.sort()).toEqual([
		'accept',
		'accept-encoding',
		'authorization',
		'connection',
		'content-length',
		'content-type',
		'host',
		'user-agent',
	]);
	expect(jsonParse(body)).toEqual({
		data: [
			{
				'contact-easysocial-whatsapp-api-support_number': 8192829284,
				country_code: 91,
				contact_number: '8192829284',
				origin: 'UPLOAD',
				[`name${EVIL.toLowerCase()}`]: `Patel${EVIL}`,
			},
		],
	});
});

test('an origin with a line break is refused, and its lead is not sent', async () => {
	const run = await eso.run({
		items: [{ contact_number: '+91 81928-29284', source: 'A\r\nB:1' }],
		credentials: { accessToken: TOKEN, baseUrl: server.url },
		parameters: { options: { originField: 'source' } },
	});
	expect(getCodes(run)).toEqual({ invalid_origin: 1 });
	expect(server.requests).toEqual([]);
});

test.each([
	'/\r\nX-Evil: 1',
	'/\r\n\r\nX-Evil: 1',
	'/%0d%0aX-Evil:%201',
	'/ HTTP/1.1\r\nX-Evil: 1',
])('a Base URL that goes on with %j brings no header along', async (more) => {
	await eso.run({
		items: [{ contact_number: '+91 81928-29284' }],
		credentials: { accessToken: TOKEN, baseUrl: server.url + more },
	});
	const { lines } = onlyRequest();
	expect(lines[0]).toMatch(/^POST \/[^ \r\n]*\/api\/v1\/leads\/bulk-create HTTP\/1\.1$/);
	expect(lines.filter((line) => /^x-evil/i.test(line))).toEqual([]);
});
