import { classify, readApiAnswer } from '../../../nodes/EsoLeads/delivery/verdict';
import { answered } from '../../support/delivery/replies';
import { START } from '../../support/delivery/virtualClock';

const ANSWER = { status: 201, success: true, message: 'New Contacts successfully added!' };

describe('an answer is read', () => {
	it('the same from JSON text as from a parsed body', () => {
		expect(readApiAnswer(ANSWER)).toEqual(ANSWER);
		expect(readApiAnswer(JSON.stringify(ANSWER))).toEqual(ANSWER);
		expect(readApiAnswer(` \r\n${JSON.stringify(ANSWER)}\n`)).toEqual(ANSWER);
	});

	it('whatever else it carries', () => {
		const answer = { ...ANSWER, payload: { added: 3 }, ids: [1, 2, 3] };
		expect(readApiAnswer(answer)).toEqual(ANSWER);
	});

	it.each([
		['no body', undefined],
		['null', null],
		['an empty text', ''],
		['blank text', ' \r\n'],
		['an empty object', {}],
		['the text of an empty object', '{}'],
	])('as an answer without words from %s', (_, body) => {
		expect(readApiAnswer(body)).toEqual({});
	});
});

describe("what is not E-so's is not taken for an answer", () => {
	it.each([
		['an HTML page', '<html>Welcome to the hotel</html>'],
		['JSON that was cut off', '{"status":201,"succ'],
		['a list', []],
		['the text of a list', '[{"success":true}]'],
		['the text of null', 'null'],
		['a number', 201],
		['the text of a number', '201'],
		['a quoted text', '"OK"'],
		['plain text', 'OK'],
		['a boolean', true],
	])('%s', (_, body) => {
		expect(readApiAnswer(body)).toBeUndefined();
		expect(classify(answered(201, body), START).kind).toBe('retry');
		expect(classify(answered(400, body), START).kind).toBe('retry');
	});
});

describe('a detail in an unexpected form does not hide what the status says', () => {
	it.each([
		[201, { status: '201', success: true, message: 'Added' }, 'accepted'],
		[201, { status: 'ok', success: true }, 'accepted'],
		[201, { success: true, message: null }, 'accepted'],
		[201, { success: true, message: 'Added', error: null }, 'accepted'],
		[200, { success: 'false' }, 'failed'],
		[200, { success: 'true', status: null }, 'accepted'],
		[200, { success: null }, 'accepted'],
		[400, { error: 'VALIDATION_ERROR', message: ['one', 'two'] }, 'refused'],
		[400, { error: { code: 7 }, message: 'Not a lead' }, 'refused'],
	])('%i %j: %s', (status, body, kind) => {
		expect(classify(answered(status, body), START).kind).toBe(kind);
	});
});

test('a page of words is cut to what a message can hold', () => {
	expect(readApiAnswer({ message: 'x'.repeat(300) })).toEqual({ message: 'x'.repeat(300) });
	expect(readApiAnswer({ message: 'x'.repeat(301) })).toEqual({ message: `${'x'.repeat(300)}…` });
});
