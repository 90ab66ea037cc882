import type { FileRow } from '../../../../nodes/EsoLeads/file/row';
import { ANY_FORMAT } from '../../../../nodes/EsoLeads/file/rows';
import {
	createRowLeads,
	openRows,
	untilAborted,
} from '../../../../nodes/EsoLeads/operations/importFile/reading';

function createRow(line: number): FileRow {
	return { kind: 'record', line, json: {} };
}

async function* groups(...sizes: number[]): AsyncGenerator<readonly FileRow[]> {
	let line = 1;
	for (const size of sizes) yield Array.from({ length: size }, () => createRow((line += 1)));
}

function createTrial(rows: AsyncIterator<readonly FileRow[]>, batchSize = 3) {
	const pace = jest.fn((): Promise<void> | undefined => undefined);
	// Rows of even lines are not sent.
	const prepare = ({ line }: FileRow) =>
		line % 2 === 0 ? undefined : { item: line, json: '{}', bytes: 2 };
	const leads = createRowLeads(rows, prepare, batchSize, pace);
	return {
		leads,
		pace,
		pull: () => {
			const lines: Array<number | undefined> = [];
			for (let next = leads.next(); next.done !== true; next = leads.next())
				lines.push(next.value?.item);
			return lines;
		},
	};
}

describe('the leads of a file', () => {
	test('come in the order of its rows, without those that are not sent', async () => {
		const { leads, pull } = createTrial(groups(4, 4));
		await leads.ready();
		expect(pull()).toEqual([3, 5]);
		await leads.ready();
		expect(pull()).toEqual([7, 9]);
		await leads.ready();
		expect(leads.ready()).toBeUndefined();
		expect(pull()).toEqual([]);
		expect(leads.failure()).toBeUndefined();
	});

	test('are read ahead only while fewer than a batch wait', async () => {
		const { leads, pull } = createTrial(groups(4, 4, 4));
		await leads.ready();
		await leads.ready();
		expect(leads.ready()).toBeUndefined();
		leads.next();
		expect(leads.ready()).toBeUndefined();
		leads.next();
		expect(leads.ready()).toBeInstanceOf(Promise);
		await leads.ready();
		expect(pull()).toEqual([7, 9, 11, 13]);
	});

	test('are read once, however many lanes wait for them', () => {
		const { leads } = createTrial(groups(4));
		expect(leads.ready()).toBe(leads.ready());
	});

	test('come out as far as the file can be read, and then it says why not further', async () => {
		async function* broken() {
			yield* groups(2);
			throw new Error('the disk is gone');
		}
		const { leads, pull } = createTrial(broken());
		await leads.ready();
		await leads.ready();
		expect(pull()).toEqual([3]);
		expect(leads.failure()).toEqual(new Error('the disk is gone'));
		expect(leads.ready()).toBeUndefined();
	});

	test('are prepared no further than to the row after which n8n gets on with other work', async () => {
		const { leads, pace, pull } = createTrial(groups(4));
		let resume = () => {};
		const pause = new Promise<void>((resolve) => (resume = resolve));
		pace.mockReturnValueOnce(undefined).mockReturnValueOnce(pause);
		const reading = leads.ready();
		await new Promise(setImmediate);
		expect(pace).toHaveBeenCalledTimes(2);
		resume();
		await reading;
		expect(pace).toHaveBeenCalledTimes(4);
		expect(pull()).toEqual([3, 5]);
	});

	test('let n8n get on with other work in a file of empty lines, too', async () => {
		const { leads, pace } = createTrial(groups(0, 0, 0, 1));
		for (let group = 0; group < 4; group += 1) await leads.ready();
		expect(pace).toHaveBeenCalledTimes(4);
	});
});

describe('a promise until a signal', () => {
	test('gives its value, or what it throws', async () => {
		const { signal } = new AbortController();
		expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
		await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
	});

	test('gives nothing if the signal comes first, or has come before', async () => {
		const stop = new AbortController();
		const waiting = untilAborted(new Promise(() => {}), stop.signal);
		stop.abort();
		expect(await waiting).toBeUndefined();
		expect(await untilAborted(new Promise(() => {}), stop.signal)).toBeUndefined();
	});

	test('listens to the signal no longer than needed', async () => {
		const { signal } = new AbortController();
		const add = jest.spyOn(signal, 'addEventListener');
		await untilAborted(Promise.resolve(1), signal);
		expect(add.mock.calls[0]?.[2]).toHaveProperty('signal.aborted', true);
	});
});

test('a file that a slow storage opens after Stop is closed again', async () => {
	const stop = new AbortController();
	const close = jest.fn();
	let open: (opened: { bytes: []; close(): void }) => void = () => {};
	const file = {
		name: 'leads.csv',
		format: ANY_FORMAT,
		open: async () =>
			await new Promise<{ bytes: []; close(): void }>((resolve) => (open = resolve)),
		store: async () => await Promise.reject(new Error('nothing is stored')),
	};
	const opening = openRows(file, stop.signal);
	stop.abort();
	await expect(opening).rejects.toThrow('the execution was canceled');
	expect(close).not.toHaveBeenCalled();
	open({ bytes: [], close });
	await new Promise((resolve) => setImmediate(resolve));
	expect(close).toHaveBeenCalledTimes(1);
});
