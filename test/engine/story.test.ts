import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../support/engine/builtPackage';
import { type CallCounter, type CallCounts, createCallCounter } from '../support/engine/callCounts';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

// CONTRIBUTING.md tells how one lead travels, file by file, and what a 429 adds. Those lists are compared with what runs.

let counter: CallCounter;
beforeAll(async () => {
	counter = await createCallCounter();
});
afterAll(() => counter.stop());

const eso = esoSuite();

/** Each lead is a batch of its own. */
const parameters = { requestOptions: { batchSize: 1, concurrency: 1 } };

/** The calls that so many good leads lead to. */
async function countCalls(leads: number): Promise<CallCounts> {
	return await counter.count(async () => {
		const run = await eso.run({ items: leadItems(leads), parameters });
		expect(run.batches.map(({ json }) => json.status)).not.toContain('failed');
		expect(run.rejected).toEqual([]);
	});
}

/** The files with functions that are called more often in `many` than in `few`. */
function filesBeyond(few: CallCounts, many: CallCounts): string[] {
	const grown = [...many].filter(([name, count]) => count > (few.get(name) ?? 0));
	return [...new Set(grown.map(([name]) => String(name.split(' ')[0])))].sort();
}

/** The files that CONTRIBUTING.md lists in the table below the first line that begins with `words`. */
function filesListed(words: string): string[] {
	const text = readFileSync(join(packageRoot, 'CONTRIBUTING.md'), 'utf8');
	const [table = ''] = text
		.slice(text.indexOf(`\n${words}`))
		.split('\n\n')
		.filter(isTable);
	return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, file]) => String(file)).sort();
}

function isTable(block: string): boolean {
	return block.startsWith('|');
}

test('one good lead runs through the files that CONTRIBUTING.md lists', async () => {
	// What runs only the first time in a process, such as tables that are set up, is none of a lead's.
	await countCalls(1);
	const one = await countCalls(1);
	const forOneMore = filesBeyond(one, await countCalls(2));
	const onceARun = filesBeyond(new Map(), one).filter((file) => !forOneMore.includes(file));
	expect({ onceARun, forOneMore }).toEqual({
		onceARun: filesListed('**Once a run**'),
		forOneMore: [
			...filesListed('**For each lead:**'),
			...filesListed('**For each batch:**'),
		].sort(),
	});
});

test('one good lead runs through at most 30 files, all of a run together', async () => {
	await countCalls(1);
	const files = filesBeyond(new Map(), await countCalls(1));
	expect(files).toContain('lead/prepareLead.ts');
	expect(files.length).toBeLessThanOrEqual(30);
});

test('a 429 adds functions of at most four files, which CONTRIBUTING.md lists', async () => {
	const good = await countCalls(1);
	eso.emulator.setFault(({ index }) => (index === 1 ? { kind: 'rateLimited' } : undefined));
	const limited = await countCalls(1);
	expect(eso.emulator.requests).toHaveLength(3);
	const added = new Map([...limited].filter(([name]) => !good.has(name)));
	const files = filesBeyond(new Map(), added);
	expect(files).toEqual(filesListed('## What happens on a 429'));
	expect(files.length).toBeLessThanOrEqual(4);
});
