import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { createLeads, getJson, runEach } from '../support/engine/eachRun';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';
import { leadItems } from '../support/engine/leadItems';

let refuses: (lead: Record<string, unknown>) => string | undefined = () => undefined;
let refusals = 0;

const eso = esoSuite({ refuses: (lead) => refuses(lead) });

beforeEach(() => {
	refuses = () => undefined;
	refusals = 0;
});

const always = (fault: Fault) => () => fault;
const TOO_LARGE: Fault = { kind: 'status', statusCode: 413, body: { message: 'too large' } };

/** What the rejections of a run say, each once. */
function getMessages({ rejected }: { rejected: ReadonlyArray<{ json: IDataObject }> }): string[] {
	return [...new Set(rejected.map(({ json }) => String((json.rejection as IDataObject).message)))];
}

describe('a cause that all leads share', () => {
	const items = leadItems(3_000).map((item) => ({ ...item, City: 'Pune', Tags: 'a', Note: 'b' }));

	test('stops the run as a wrong token does, though E-so words each refusal in its own way', async () => {
		refuses = () => `Request ${(refusals += 1)}: unknown channel`;
		const { error } = await eso.run({ items });
		expect(error?.message).toContain('0 of 3,000 leads accepted');
		expect(error?.message).toMatch(/unknown channel.*'Support Channel Key', 'Contact Number Keys'/);
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(80);
	});

	test.each([16, 40, 500])('stops a run of a single batch as well, of %i leads', async (count) => {
		refuses = (lead) => ('note' in lead ? 'Only text is supported!' : undefined);
		const { error } = await eso.run({ items: items.slice(0, count) });
		expect(error?.message).toContain(`0 of ${count} leads accepted`);
		expect(error?.message).toContain("the field 'note'");
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(80);
	});

	test('does not stop a run of which another batch was accepted', async () => {
		refuses = ({ name }) => (Number(String(name).slice(5)) < 100 ? 'blocked' : undefined);
		const parameters = { requestOptions: { batchSize: 100, concurrency: 1 } };
		const run = await eso.run({ items: items.slice(0, 200), parameters });
		expect(run.status).toBe('success');
		expect(expectConserved(run, 200).accepted).toHaveLength(100);
	});

	test('leaves every item on Rejected where the node continues', async () => {
		refuses = () => 'unknown channel';
		const run = await eso.run({ items, onError: 'continueRegularOutput' });
		expect(run.hints[0]?.message).toMatch(/unknown channel\. Check what all leads share: /);
		expect(expectConserved(run, 3_000).accepted).toEqual([]);
		const { refused = 0, not_sent: notSent = 0 } = getCodes(run);
		expect(refused + notSent).toBe(3_000);
		expect(notSent).toBeGreaterThan(0);
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(80);
	});

	const refusesNote = (lead: object) => ('note' in lead ? 'Only text is supported!' : undefined);
	const named = "E-so accepts them without the field 'note': leave it out, or change its values.";

	test.each([20, 500, 3_000])(
		'is named alike by the hint, the batches and every rejection of %i leads, where the node continues',
		async (count) => {
			refuses = refusesNote;
			const run = await eso.run({
				items: items.slice(0, count),
				onError: 'continueRegularOutput',
			});
			expect(expectConserved(run, count).accepted).toEqual([]);
			expect(run.hints[0]?.message).toContain(named);
			expect(run.hints[0]?.message).not.toContain('Support Channel Key');
			for (const message of getMessages(run)) expect(message).toContain("the field 'note'");
		},
	);

	test.each([
		[1, 500],
		[2, 500],
		[5, 500],
		[15, 500],
		[5, 2],
	])(
		'is named for a run of %i leads, in batches of %i, which goes on to Rejected with few requests',
		async (count, batchSize) => {
			refuses = refusesNote;
			const run = await eso.run({
				items: items.slice(0, count),
				parameters: { requestOptions: { batchSize } },
			});
			expect(run.status).toBe('success');
			expect(expectConserved(run, count).accepted).toEqual([]);
			expect(run.hints[0]?.message).toContain(named);
			expect(run.hints[0]?.message).not.toContain('Support Channel Key');
			expect(getMessages(run).join()).toContain(named);
			expect(eso.emulator.requests.length).toBeLessThanOrEqual(2 * count + 6);
		},
	);

	test.each(['create', 'upsert'])('is named by %s, for a single item too', async (operation) => {
		refuses = refusesNote;
		const leadFields = {
			field: ['name', 'city', 'note'].map((name) => ({ name, value: 'Pune' })),
		};
		const { error } = await eso.run({
			items: [{}],
			parameters: { operation, contactNumber: '+91 8192829284', leadFields },
		});
		expect(error?.message).toContain(named);
	});

	test('is not sought where the few leads of a run are refused with or without their fields', async () => {
		refuses = () => 'unknown channel';
		const run = await eso.run({ items: items.slice(0, 5) });
		expect(getCodes(run)).toEqual({ refused: 5 });
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(7);
		expect(eso.emulator.store.size).toBe(0);
	});

	test('may be several fields: all are named', async () => {
		refuses = (lead) => ('note' in lead || 'city' in lead ? 'Only text is supported!' : undefined);
		for (const count of [5, 600]) {
			const run = await eso.run({
				items: items.slice(0, count),
				onError: 'continueRegularOutput',
			});
			expect(run.hints[0]?.message).toContain(
				"E-so accepts them without the fields 'city', 'note'",
			);
			eso.emulator.reset();
		}
	});

	test('may be that custom fields are not allowed at all', async () => {
		const own = ['origin', 'country_code', 'contact_number'];
		refuses = (lead) =>
			Object.keys(lead).some((name) => !own.includes(name) && !name.startsWith('contact-'))
				? 'No plan for fields'
				: undefined;
		const { error } = await eso.run({ items });
		expect(error?.message).toContain('E-so accepts them without custom fields');
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(80);
	});

	test('is named by an import in the same way', async () => {
		refuses = refusesNote;
		const rows = items.map((_, row) => `+91 ${8_100_000_000 + row},Asha,b`);
		const run = await eso.run({
			items: [fileItem(['mobile,Name,Note', ...rows].join('\n'))],
			parameters: importParameters(),
			onError: 'continueRegularOutput',
		});
		expect(run.hints[0]?.message).toContain(named);
		for (const message of getMessages(run)) expect(message).toContain("the field 'note'");
	});

	test.each(['city', 'tags', 'note'])('is named where it is the field %p', async (field) => {
		refuses = (lead) => (field in lead ? 'Only text is supported!' : undefined);
		const { error } = await eso.run({ items });
		expect(error?.message).toContain(`the field '${field}'`);
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(80);
		// The one lead with which it was found out.
		expect(eso.emulator.store.size).toBe(1);
	});
});

describe('a run that E-so does not let continue', () => {
	test('ends at once where Retry-After is beyond Max Wait, and asks nothing again', async () => {
		eso.emulator.setFault(always({ kind: 'rateLimited', retryAfter: '3600' }));
		const requestOptions = { concurrency: 1 };
		const { error } = await eso.run({ items: leadItems(2_000), parameters: { requestOptions } });
		expect(error?.message).toContain("the next wait would pass 'Max Wait'");
		expect(eso.emulator.requests).toHaveLength(1);
	});

	test('and so does Get', async () => {
		eso.emulator.setFault(always({ kind: 'rateLimited', retryAfter: '3600' }));
		const parameters = { operation: 'get', getBy: 'contactNumber', contactNumber: '+918192829284' };
		const { error } = await eso.run({ items: [{}], parameters });
		expect(error).toBeDefined();
		expect(eso.emulator.requests).toHaveLength(1);
	});

	test.each([{ batchSize: 500 }, { batchSize: 1 }])(
		'ends soon where every answer is a no without a reason, with %j',
		async (requestOptions) => {
			eso.emulator.setFault(always({ kind: 'successFalse', message: 'Unknown channel' }));
			const run = await eso.run({
				items: leadItems(10_000),
				parameters: { requestOptions },
				onError: 'continueRegularOutput',
			});
			expect(expectConserved(run, 10_000).accepted).toEqual([]);
			expect(getMessages(run).join()).toContain('Unknown channel (16 times in a row)');
			expect(eso.emulator.requests.length).toBeLessThanOrEqual(26);
		},
	);

	test('ends after a few tries where every request is reset', async () => {
		eso.emulator.setFault(always({ kind: 'resetBeforeStore' }));
		const run = await eso.run({ items: leadItems(10_000), onError: 'continueRegularOutput' });
		expect(expectConserved(run, 10_000).accepted).toEqual([]);
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(12);
	});

	test('ends where every body is too large, in at most 80 requests', async () => {
		eso.emulator.setFault(always(TOO_LARGE));
		const run = await eso.run({ items: leadItems(5_000), onError: 'continueRegularOutput' });
		expect(expectConserved(run, 5_000).accepted).toEqual([]);
		expect(getMessages(run).join()).toContain('refuses even single leads as too large');
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(80);
	});

	test('ends so, too, where E-so accepted the first batch before', async () => {
		eso.emulator.setFault(({ index }) => (index === 0 ? undefined : TOO_LARGE));
		const run = await eso.run({ items: leadItems(5_000), onError: 'continueRegularOutput' });
		expect(expectConserved(run, 5_000).accepted).toHaveLength(500);
		expect(getMessages(run).join()).toContain('refuses even single leads as too large');
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(80);
	});

	test('costs fewer and fewer requests where E-so refuses everything after the first batch', async () => {
		eso.emulator.setFault(({ index }) =>
			index === 0 ? undefined : { kind: 'status', statusCode: 400, body: { message: 'no' } },
		);
		const requestOptions = { concurrency: 1 };
		const run = await eso.run({ items: leadItems(10_000), parameters: { requestOptions } });
		expect(expectConserved(run, 10_000).accepted).toHaveLength(500);
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(250);
	});

	test.each([1, 4])(
		'goes on where that passes after 40 requests, in %i lanes, and loses no lead',
		async (concurrency) => {
			eso.emulator.setFault(({ index }) => (index < 40 ? TOO_LARGE : undefined));
			const requestOptions = { concurrency };
			const run = await eso.run({ items: leadItems(10_000), parameters: { requestOptions } });
			expect(expectConserved(run, 10_000).accepted).toHaveLength(10_000);
			expect(eso.emulator.requests.length).toBeLessThanOrEqual(150);
		},
	);

	test('repeats what is too large for every other request alone', async () => {
		eso.emulator.setFault(({ index }) => (index % 2 === 0 ? TOO_LARGE : undefined));
		const requestOptions = { concurrency: 1 };
		const run = await eso.run({ items: leadItems(10_000), parameters: { requestOptions } });
		expect(expectConserved(run, 10_000).accepted).toHaveLength(10_000);
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(150);
	});
});

test('a lead that is refused after its answer was lost may be stored, and the refusal says so', async () => {
	const faults: Fault[] = [{ kind: 'html', statusCode: 503, stores: true }, TOO_LARGE];
	eso.emulator.setFault(({ index }) => faults[index]);
	const run = await eso.run({ items: leadItems(1) });
	expect(eso.emulator.store.size).toBe(1);
	expect(getCodes(run)).toEqual({ refused: 1 });
	expect(getMessages(run)[0]).toContain('E-so may have it anyway');
});

test.each(['update', 'delete'])(
	'so does a refused %s, since E-so may have done it before',
	async (operation) => {
		await createLeads(eso, leadItems(1));
		const before = eso.emulator.requests.length;
		const faults: Fault[] = [
			{ kind: 'html', statusCode: 500, stores: true },
			{ kind: 'status', statusCode: 400, body: { message: 'Not now' } },
		];
		eso.emulator.setFault(({ index }) => faults[index - before]);
		const { items } = await runEach(eso, operation, {
			items: leadItems(1),
			parameters: {
				contactNumber: '={{ $json.contact_number }}',
				fieldsToUpdate: { field: [{ name: 'city', value: 'Pune' }] },
			},
			onError: 'continueRegularOutput',
		});
		expect(getJson(items)).toEqual([
			{
				error:
					'E-so refused this: Not now (An earlier answer was lost, so E-so may have done it anyway.)',
				details: { code: 'refused', statusCode: 400, retryable: false },
			},
		]);
	},
);
