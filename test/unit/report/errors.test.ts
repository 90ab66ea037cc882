import { NodeApiError } from 'n8n-workflow';
import type { RunFailure } from '../../../nodes/EsoLeads/delivery/run';
import type { ItemFailure } from '../../../nodes/EsoLeads/lead/refusals';
import {
	itemError,
	stoppedError,
	unsendableError,
	withAdvice,
} from '../../../nodes/EsoLeads/report/errors';
import { createEsoNode } from '../../support/nodes';

const node = createEsoNode();

const unauthorized: RunFailure = {
	statusCode: 401,
	message: 'UnAuthorized Access-Token!',
	batch: 3,
};

/** n8n's style guide: these words blame the user, and say nothing. */
const BLAME = /\b(error|problem|failure|mistake)/i;

describe('a run that ended early under On Error: Stop Workflow', () => {
	it('names the batch, the reason and how many leads were accepted before', () => {
		const error = stoppedError(node, unauthorized, 1_000, 5_000);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(
			'UnAuthorized Access-Token! Stopped at batch 3 with 1,000 of 5,000 leads accepted.',
		);
	});

	it('names no batch where none is to blame', () => {
		const reason = { statusCode: undefined, message: 'the execution was canceled' };
		expect(stoppedError(node, reason, 0, 2).message).toBe(
			'The execution was canceled. Stopped with 0 of 2 leads accepted.',
		);
	});

	it.each([429, 500, 503, undefined])(
		'says how to continue after %s, and that running again is safe',
		(statusCode) => {
			const { description } = stoppedError(node, { ...unauthorized, statusCode }, 0, 1);
			expect(description).toMatch(/^(Check|E-so limits)/);
			expect(description).toMatch(
				/ Running again is safe: E-so ignores numbers that it already has\.$/,
			);
		},
	);

	it.each([401, 403, 404, 405])(
		'says after %s what to fix first, and does not suggest running again unchanged',
		(statusCode) => {
			const reason = { ...unauthorized, statusCode };
			const nothing = stoppedError(node, reason, 0, 5).description ?? '';
			expect(nothing).toMatch(/^Check/);
			expect(nothing).not.toMatch(/again/);
			expect(stoppedError(node, reason, 3, 5).description).toBe(
				`${nothing} Running again afterwards is safe: E-so ignores numbers that it already has.`,
			);
		},
	);

	it.each([
		[401, 'access token'],
		[302, 'Base URL'],
		[404, 'Base URL'],
		[429, "'Max Wait (Minutes)'"],
		[429, "'Concurrent Requests'"],
		[503, 'can be reached'],
		[400, 'Correct what the message names'],
		[413, 'Correct what the message names'],
		[417, 'Correct what the message names'],
		[422, 'Correct what the message names'],
	])('gives the advice that fits %i: %s', (statusCode, advice) => {
		const { description } = stoppedError(node, { ...unauthorized, statusCode }, 0, 1);
		expect(description).toContain(advice);
	});

	it.each([401, 403, 404, 405, 408, 429, 500, 503, undefined])(
		'blames nobody after %s',
		(statusCode) => {
			const error = stoppedError(node, { ...unauthorized, statusCode }, 0, 1);
			expect(error.message).not.toMatch(BLAME);
			expect(error.description).not.toMatch(BLAME);
		},
	);

	it('keeps its own words, whatever the status', () => {
		for (const statusCode of [400, 401, 403, 404, 429, 500, 503])
			expect(stoppedError(node, { ...unauthorized, statusCode }, 7, 9).message).toContain(
				'7 of 9 leads accepted',
			);
	});

	it('keeps its own words, whatever codes E-so tells of', () => {
		const reason = { statusCode: 500, message: 'connect ECONNREFUSED 10.0.0.3:3306', batch: 2 };
		expect(stoppedError(node, reason, 7, 9).message).toBe(
			'Connect ECONNREFUSED 10.0.0.3:3306. Stopped at batch 2 with 7 of 9 leads accepted.',
		);
	});

	it('tells n8n the status, where there was one', () => {
		expect(stoppedError(node, unauthorized, 0, 1).httpCode).toBe('401');
		expect(stoppedError(node, { statusCode: undefined, message: 'x' }, 0, 1).httpCode).toBeNull();
	});

	it('ends a sentence of E-so with one mark only', () => {
		expect(stoppedError(node, unauthorized, 0, 2).message).not.toContain('!.');
		const limited = { statusCode: 429, message: 'Please try again later.', batch: 1 };
		expect(stoppedError(node, limited, 0, 2).message).not.toContain('..');
	});

	it('speaks of one lead in the singular', () => {
		expect(stoppedError(node, unauthorized, 0, 1).message).not.toContain('lead were');
	});
});

describe('an item that failed under On Error: Stop Workflow', () => {
	const failure: ItemFailure = {
		code: 'delivery_failed',
		message: 'connect ECONNREFUSED 10.0.0.3:3306',
		statusCode: 503,
		retryable: true,
	};
	const progress = { participle: 'updated', again: 'Running again is safe.', done: 1, items: 3 };
	const describeItem = (changes: Partial<ItemFailure>, made?: typeof progress) =>
		itemError(node, { ...failure, ...changes }, 2, made).description;

	it('is told in its own words, with the item, which n8n shows as well, and the status', () => {
		const error = itemError(node, failure, 2, undefined);
		expect(error.message).toBe('connect ECONNREFUSED 10.0.0.3:3306 [item 2]');
		expect(error.context.itemIndex).toBe(2);
		expect(error.httpCode).toBe('503');
		expect(
			itemError(node, { code: 'refused', message: 'x', retryable: false }, 0, undefined).httpCode,
		).toBeNull();
	});

	it.each<[ItemFailure['code'], RegExp]>([
		['not_found', /^Check the number or the ID\. .*'Country Code in Requests'/],
		['refused', /^Check the values of the item\./],
		['unexpected_answer', /^Check the Base URL/],
	])('%s has advice of its own, and how to go on with the others', (code, advice) => {
		const description = describeItem({ code, statusCode: 404 });
		expect(description).toMatch(advice);
		expect(description).toMatch(/ To go on with the other items, set 'On Error' to continue\.$/);
	});

	it('has the advice of its status otherwise', () => {
		expect(describeItem({ statusCode: 401 })).toMatch(/^Check the access token/);
	});

	it('says what was done before, where there was more than one item', () => {
		expect(describeItem({}, progress)).toBe(
			'Check that E-so can be reached, then run again. 1 of 3 leads had already been updated. Running again is safe.',
		);
		expect(describeItem({}, { ...progress, items: 1 })).toBe(describeItem({}));
	});
});

describe('an item that cannot be sent', () => {
	const failure: ItemFailure = {
		code: 'invalid_parameter',
		message: "'ID' holds ECONNREFUSED",
		retryable: false,
	};

	it('is told in its own words, with the item, and that nothing was sent', () => {
		const error = unsendableError(node, failure, 4);
		expect(error.message).toBe("'ID' holds ECONNREFUSED [item 4]");
		expect(error.context.itemIndex).toBe(4);
		expect(error.description).toBe(
			"Nothing was sent. Correct the item. To go on with the other items, set 'On Error' to continue.",
		);
	});

	it('says what it has in common with others', () => {
		expect(unsendableError(node, failure, 4, 'All lack a country.').description).toMatch(
			/^Nothing was sent\. All lack a country\. To go on/,
		);
	});
});

it('on an output, where no description is shown, the advice follows the message', () => {
	expect(withAdvice('no such page', 404)).toBe(
		'No such page. Check the Base URL of the credential.',
	);
	expect(withAdvice('timed out', undefined)).toBe('timed out');
	expect(withAdvice('unavailable', 503)).toBe('unavailable');
});
