import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';

let refuses: (lead: object) => string | undefined = () => undefined;
const eso = esoSuite({ refuses: (lead) => refuses(lead) });
beforeEach(() => (refuses = () => undefined));

const good = (index: number) => `+91 98${String(19_000_000 + index)}`;

describe('Stop Workflow: the description says where to go on, and what that leaves out', () => {
	const rows = Array.from({ length: 520 }, (_, row) => good(row));

	test.each<[string, string[], string]>([
		['nothing', rows, " To continue from there, set 'Start at Row' to 502."],
		[
			'one row',
			['bad', ...rows],
			" To continue from there, set 'Start at Row' to 503. 1 row before that line was rejected and cannot be shown here: to get them, run the file once from its first row with 'Check Only', which sends nothing.",
		],
	])('%s', async (_, lines, ending) => {
		eso.emulator.setFault(({ index }) =>
			index > 0 ? { kind: 'status', statusCode: 401, body: { message: 'expired' } } : undefined,
		);
		const run = await eso.run({
			items: [fileItem(['mobile', ...lines].join('\n'))],
			parameters: importParameters({ requestOptions: { concurrency: 1 } }),
		});
		expect(run.error?.description?.endsWith(ending)).toBe(true);
	});

	test('at no line, where E-so refused every row of the file', async () => {
		refuses = () => 'unknown channel';
		const run = await eso.run({
			items: [fileItem(['mobile', ...rows.slice(0, 20)].join('\n'))],
			parameters: importParameters(),
		});
		expect(run.error?.message).toContain('0 of 20 leads accepted');
		expect(run.error?.description).toBe(
			"Correct what the message names, then run again. 20 rows were rejected and cannot be shown here: to get them, run once more from the first row with 'On Error' set to Continue.",
		);
	});
});
