import { createRedaction } from '../../../nodes/EsoLeads/api/redaction';
import { answered } from '../../support/delivery/replies';

const TOKEN = 'eSt/9f+8a"b\\c7<d6&e5=f';

/** What becomes of a body. */
function redact(body: string, token = TOKEN): unknown {
	const reply = createRedaction(token)(answered(200, body));
	return reply.kind === 'answered' ? reply.body : undefined;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the token is taken out of texts, however a server writes it', () => {
	test.each<[string, string]>([
		['as it is', TOKEN],
		['with the escapes of JSON', JSON.stringify(TOKEN).slice(1, -1)],
		['with those of PHP', JSON.stringify(TOKEN).slice(1, -1).replaceAll('/', '\\/')],
		['with JSON within JSON', JSON.stringify(JSON.stringify(TOKEN)).slice(3, -3)],
		['in numbers of characters', Array.from(TOKEN, toUnicode).join('')],
		['in a URL', encodeURIComponent(TOKEN)],
		['in a URL in lower case', encodeURIComponent(TOKEN).replace(/%../g, (x) => x.toLowerCase())],
		['in a URL within a URL', encodeURIComponent(encodeURIComponent(TOKEN))],
		['with every character encoded', Array.from(TOKEN, toPercent).join('')],
		['in HTML', TOKEN.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
		['in capitals', TOKEN.toUpperCase()],
		['in hexadecimal', Buffer.from(TOKEN).toString('hex')],
		['in hexadecimal, in capitals', Buffer.from(TOKEN).toString('hex').toUpperCase()],
		['in hexadecimal, byte by byte', hexBytes().join(' ')],
		['in hexadecimal, with colons', hexBytes().join(':')],
		[
			'as a list of hexadecimal numbers',
			hexBytes()
				.map((byte) => `0x${byte}`)
				.join(', '),
		],
		[
			'with the escapes of Python',
			hexBytes()
				.map((byte) => `\\\\x${byte}`)
				.join(''),
		],
		[
			'in HTML by hexadecimal numbers',
			hexBytes()
				.map((byte) => `&#x${byte};`)
				.join(''),
		],
		['in HTML by numbers', Array.from(TOKEN, (x) => `&#${x.charCodeAt(0)};`).join('')],
	])('%s', (_, copy) => {
		expect(redact(JSON.stringify({ message: `Bearer ${copy}, unknown` }))).toEqual({
			message: 'Bearer [access token], unknown',
		});
	});

	test('in HTML with every sign by its name', () => {
		const token = `eSt<9>8&7"6'5`;
		const signs = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };
		const copy = token.replace(/[<>&"']/g, (sign) => signs[sign as keyof typeof signs]);
		expect(redact(JSON.stringify({ message: copy }), token)).toEqual({ message: '[access token]' });
	});

	// What base64 writes as + and / is escaped in URLs and in PHP's JSON, and has other letters in tokens.
	test.each(['', 'B', 'Be'])('in base64 with signs after %j', (before) => {
		const token = '~~~>>>???eSt~>?~>?~>?7';
		const plain = base64(`${before}${token}`);
		expect(plain).toMatch(/\+.*\/|\/.*\+/);
		for (const copy of [
			plain,
			encodeURIComponent(plain),
			encodeURIComponent(plain).toLowerCase(),
			plain.replaceAll('/', '\\/'),
			plain.replaceAll('+', '-').replaceAll('/', '_'),
		]) {
			const found = JSON.stringify(redact(JSON.stringify({ got: copy }), token));
			expect(found).toContain('[access token]');
		}
	});

	test.each([64, 76])('in base64 or hexadecimal in lines of %i characters', (width) => {
		const long = `eSt${'0f1e2d3c4b5a6978'.repeat(6)}`;
		const hex = Buffer.from(long).toString('hex');
		for (const copy of [base64(`Authorization: Bearer ${long} and more`), hex])
			for (const lineBreak of ['\n', '\r\n']) {
				const lines = copy.replace(new RegExp(`(.{${width}})`, 'g'), `$1${lineBreak}`);
				const found = JSON.stringify(redact(JSON.stringify({ got: lines }), long));
				expect(found).toContain('[access token]');
			}
	});

	test.each(['', 'B', 'Be', 'Bearer ', 'user:'])('in base64 after %j', (before) => {
		for (const copy of [
			base64(`${before}${TOKEN}`),
			base64(`${before}${TOKEN}`).replaceAll('+', '-').replaceAll('/', '_'),
			base64(`${before}${TOKEN} and more`),
		]) {
			const found = JSON.stringify(redact(JSON.stringify({ got: copy })));
			expect(found).toContain('[access token]');
		}
	});

	test('in lists, in fields within fields, and in the names of fields', () => {
		const token = 'eStc0ffee1234567890abcdef';
		const body = { [token]: [{ a: [`x${token}`, 7, null, true] }], b: 'kept' };
		expect(redact(JSON.stringify(body), token)).toEqual({
			'[access token]': [{ a: ['x[access token]', 7, null, true] }],
			b: 'kept',
		});
	});

	test('and out of what went wrong with the network', () => {
		const reply = createRedaction(TOKEN)({ kind: 'networkFailure', message: `bad ${TOKEN}` });
		expect(reply).toEqual({ kind: 'networkFailure', message: 'bad [access token]' });
	});
});

describe('the structure of an answer stays', () => {
	test('with a token of digits that occurs in a number', () => {
		const body = '{"id":1234567890,"contact_number":12345678,"text":"12345678"}';
		expect(redact(body, '12345678')).toEqual({
			id: 1234567890,
			contact_number: 12345678,
			text: '[access token]',
		});
	});

	test('beside fields that are empty', () => {
		expect(redact(JSON.stringify({ a: null, b: TOKEN }))).toEqual({
			a: null,
			b: '[access token]',
		});
	});

	test('with fields like any other', () => {
		const body = redact(JSON.stringify({ a: TOKEN }));
		expect(Object.getOwnPropertyDescriptors(body)).toEqual(
			Object.getOwnPropertyDescriptors({ a: '[access token]' }),
		);
	});

	test.each(['null', '5', `"${TOKEN}"`, 'no JSON', ''])(
		'where it has none: %j, which is never quoted',
		(body) => {
			expect(redact(body)).toEqual(body === '' ? {} : body);
		},
	);

	test.each([undefined, { a: 1 }])('where n8n has read it already: %j', (body) => {
		const reply = answered(200, body);
		expect(createRedaction(TOKEN)(reply)).toBe(reply);
	});

	test.each(['field_2024', '1234567890123456', 'name_of_the_contact'])(
		'with the token %s, which may well be the name of a field',
		(token) => {
			expect(redact(JSON.stringify({ [token]: token }), token)).toEqual({
				[token]: '[access token]',
			});
		},
	);

	test('but a name of sixteen letters and digits is nothing but a token', () => {
		expect(redact('{"eSt0123456789abc":1}', 'eSt0123456789abc')).toEqual({ '[access token]': 1 });
	});

	test.each(['contact_number', 'payload_data'])(
		'with the token %s, which a field has as its name',
		(token) => {
			const body = { [token]: '91', nested: { [token]: token } };
			expect(redact(JSON.stringify(body), token)).toEqual({
				[token]: '91',
				nested: { [token]: '[access token]' },
			});
		},
	);

	test('with hostile names, which change no prototype', () => {
		const read = redact(
			`{"__proto__":"${'x'.repeat(20)}7","a":"${'x'.repeat(20)}7"}`,
			`${'x'.repeat(20)}7`,
		);
		expect(Object.entries(read ?? {})).toEqual([
			['__proto__', '[access token]'],
			['a', '[access token]'],
		]);
		expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
	});

	test('with the order of its fields', () => {
		const body = { a: TOKEN, b: 1, c: TOKEN, d: 2 };
		expect(Object.keys(redact(JSON.stringify(body)) ?? {})).toEqual(['a', 'b', 'c', 'd']);
	});
});

test('a token of less than eight characters is not searched for: words hold it by chance', () => {
	expect(redact('{"message":"success"}', 'success')).toEqual({ message: 'success' });
	const failure = { kind: 'networkFailure', message: 'success of undefined' } as const;
	expect(createRedaction('success')(failure)).toEqual(failure);
});

test('what is nested deeper than any answer is not read', () => {
	const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;
	expect(redact(nested(100))).toBeInstanceOf(Array);
	expect(redact(nested(102))).toBe('…');
	expect(redact(JSON.stringify({ a: `${'['.repeat(1_000)}"\\` }))).toBeInstanceOf(Object);
});

test('a list may be as long as it likes, and a text may hold any brackets', () => {
	const page = Array.from({ length: 300 }, (_, id) => ({
		id,
		tags: [],
		note: `"${'[{'.repeat(60)}`,
	}));
	expect(redact(JSON.stringify({ data: page }))).toEqual({ data: page });
});

function hexBytes(): string[] {
	return Array.from(Buffer.from(TOKEN), (byte) => byte.toString(16).padStart(2, '0'));
}

function toUnicode(character: string): string {
	return `\\u00${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function toPercent(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
