import { eachItem } from '../../../nodes/EsoLeads/report/eachItem';

test('each row of an item that was done is linked to it', () => {
	expect(eachItem({ kind: 'done', done: [{ id: 1 }, { id: 2 }] }, 3)).toEqual([
		{ json: { id: 1 }, pairedItem: { item: 3 } },
		{ json: { id: 2 }, pairedItem: { item: 3 } },
	]);
});

test('a failed item has no keys but those by which the engine knows it for its error output', () => {
	const failure = { code: 'not_found', message: 'no', statusCode: 404, retryable: false } as const;
	expect(eachItem({ kind: 'failed', failure }, 3)).toEqual([
		{
			json: { error: 'no', details: { code: 'not_found', statusCode: 404, retryable: false } },
			pairedItem: { item: 3 },
		},
	]);
});
