import { toItems } from '../../../nodes/EsoLeads/report/items';

test('each row of an item that was done is linked to it', () => {
	expect(toItems({ kind: 'done', done: [{ id: 1 }, { id: 2 }] }, 3)).toEqual([
		{ json: { id: 1 }, pairedItem: { item: 3 } },
		{ json: { id: 2 }, pairedItem: { item: 3 } },
	]);
});

test.each([
	[false, { error: 'no', details: { code: 'not_found', statusCode: 404, retryable: false } }],
	// By this alone n8n 1.x knows an item for its error output.
	[true, { error: 'no' }],
])('a failed item says why; with an error output (%p) it is %j', (hasErrorOutput, json) => {
	const failure = { code: 'not_found', message: 'no', statusCode: 404, retryable: false } as const;
	expect(
		toItems({ kind: 'failed', failure }, 3, hasErrorOutput ? { json: {} } : undefined),
	).toEqual([{ json, pairedItem: { item: 3 } }]);
});

test('with an error output, an item whose fields cannot be read is linked by number, so that n8n adds none', () => {
	const failure = { code: 'refused', message: 'no', retryable: false } as const;
	const json = {
		get broken(): string {
			throw new Error('no longer there');
		},
	};
	expect(toItems({ kind: 'failed', failure }, 3, { json })).toEqual([
		{ json: { error: 'no' }, pairedItem: 3 },
	]);
});

test('what to do is said after the message, but not that the address is wrong where only a lead is missing', () => {
	const failWith = (code: 'refused' | 'not_found') =>
		toItems(
			{ kind: 'failed', failure: { code, message: 'no', statusCode: 404, retryable: false } },
			0,
		);
	expect(failWith('refused')[0]?.json.error).toBe('No. Check the Base URL of the credential.');
	expect(failWith('not_found')[0]?.json.error).toBe('no');
});
