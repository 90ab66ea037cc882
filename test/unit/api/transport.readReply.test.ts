import { readReply } from '../../../nodes/EsoLeads/api/transport';

const NEVER = new AbortController().signal;
const ACCEPTED = '{"status":201,"success":true}';

/** A response as n8n's helper gives it, whose body arrives in these parts. */
function respond(parts: readonly Uint8Array[], destroy?: () => void) {
	return {
		statusCode: 201,
		headers: { 'retry-after': '3' },
		body: {
			async *[Symbol.asyncIterator]() {
				yield* parts;
			},
			...(destroy && { destroy }),
		},
	};
}

async function readBody(...parts: string[]): Promise<string> {
	const bytes = parts.map((part) => Buffer.from(part));
	const reply = await readReply(respond(bytes), 40, NEVER);
	return reply.kind === 'answered' ? String(reply.body) : '';
}

test('an answer comes with its status, its headers and its whole text', async () => {
	expect(await readReply(respond([Buffer.from(ACCEPTED)]), 1_000, NEVER)).toEqual({
		kind: 'answered',
		statusCode: 201,
		headers: { 'retry-after': '3' },
		body: ACCEPTED,
	});
});

test('letters that lie across two parts stay whole, and half of one at the end does not get lost', async () => {
	const bytes = Buffer.from('पुणे');
	const parts = [bytes.subarray(0, 4), bytes.subarray(4, 11)];
	expect(await readReply(respond(parts), 1_000, NEVER)).toMatchObject({ body: 'पुण\ufffd' });
});

test('an answer of just the size that is allowed is read to its end', async () => {
	expect(await readBody(ACCEPTED, ' '.repeat(40 - ACCEPTED.length))).toHaveLength(40);
});

test.each([
	['a success that is followed by too much', [ACCEPTED, ' '.repeat(40)]],
	['nothing but spaces', [' '.repeat(30), ' '.repeat(30)]],
	['a single part that is too long', [ACCEPTED + ' '.repeat(40)]],
])('what was cut off does not pass for a whole answer: %s', async (_, parts) => {
	const body = await readBody(...parts);
	expect(body).toMatch(/…$/);
	expect(() => JSON.parse(body)).toThrow();
});

test.each([
	undefined,
	'text',
	{ statusCode: 201, headers: {} },
	{ statusCode: 201, headers: {}, body: null },
	{ statusCode: 201, headers: {}, body: {} },
	{ statusCode: 201, headers: {}, body: '{}' },
	{ ...respond([]), statusCode: '201' },
])('what is no response is no answer of E-so: %j', async (response) => {
	expect(await readReply(response, 1_000, NEVER)).toEqual({
		kind: 'networkFailure',
		message: 'The answer could not be read',
	});
});

test('headers that cannot be read cost nothing else', async () => {
	const response = { ...respond([Buffer.from(ACCEPTED)]), headers: 'none' };
	expect(await readReply(response, 1_000, NEVER)).toMatchObject({ headers: {}, body: ACCEPTED });
});

describe('an answer for which nothing waits any more', () => {
	test('is given up as soon as it begins', async () => {
		const late = new AbortController();
		late.abort();
		const giveUp = jest.fn();
		await readReply(respond([], giveUp), 1_000, late.signal);
		expect(giveUp).toHaveBeenCalledTimes(1);
	});

	test('is given up in the middle', async () => {
		const late = new AbortController();
		const giveUp = jest.fn();
		const response = respond([Buffer.from(ACCEPTED)], giveUp);
		const reading = readReply(response, 1_000, late.signal);
		expect(giveUp).not.toHaveBeenCalled();
		late.abort();
		expect(giveUp).toHaveBeenCalledTimes(1);
		await reading;
	});

	test('is left alone once it was read', async () => {
		const late = new AbortController();
		const giveUp = jest.fn();
		await readReply(respond([], giveUp), 1_000, late.signal);
		late.abort();
		expect(giveUp).not.toHaveBeenCalled();
	});

	test('need not be one that can be given up', async () => {
		const late = new AbortController();
		late.abort();
		expect(await readReply(respond([Buffer.from('x')]), 1_000, late.signal)).toMatchObject({
			body: 'x',
		});
	});
});
