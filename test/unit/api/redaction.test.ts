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
});

test('what is nested deeper than any answer is not read', () => {
	const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;
	expect(redact(nested(100))).toBeInstanceOf(Array);
	expect(redact(nested(102))).toBe('…');
	expect(redact(JSON.stringify({ a: `${'['.repeat(1_000)}"\\` }))).toBeInstanceOf(Object);
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
