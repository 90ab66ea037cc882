import type { Fault } from '../emulator/emulator';
import { expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

const eso = esoSuite();

/** As much as the node reads of an answer, nearly. */
const words = 'na '.repeat(80_000);

test.each<[string, Fault]>([
	['refuses the leads', { kind: 'status', statusCode: 400, body: { message: words } }],
	['has failed', { kind: 'status', statusCode: 500, body: { message: words } }],
	['turns the token down', { kind: 'status', statusCode: 401, body: { error: words } }],
	['says no', { kind: 'successFalse', message: words }],
])(
	'a server that %s in 240,000 characters is quoted in few, for each of its leads',
	async (_, fault) => {
		eso.emulator.setFault(() => fault);
		const run = await eso.run({
			items: leadItems(20),
			onError: 'continueRegularOutput',
			parameters: { requestOptions: { maxRetries: 0 } },
		});
		expectConserved(run, 20);
		expect(JSON.stringify(run.rejected).length).toBeLessThan(20 * 1_500);
		expect(JSON.stringify(run.batches).length).toBeLessThan(5_000);
	},
);
