import type { INodeExecutionData } from 'n8n-workflow';
import { KNOWN_ORDEAL } from './draw/knownOrdeal';
import { toEvidence } from './evidence';
import type { Answer } from './model/answer';
import { PROMISES } from './promises';
import { TOKEN } from './server';
import { undergo, type Run, type Trial } from './trial';

let trial: Trial;
beforeAll(async () => {
	trial = await undergo(KNOWN_ORDEAL);
});

/** The promises that would be broken if the run had gone as `change` tells it. */
function brokenBy(change: (run: Run) => Partial<Run>): string[] {
	return brokenIn({ ...trial, run: { ...trial.run, ...change(trial.run) } });
}

function brokenIn(changed: Trial): string[] {
	const evidence = toEvidence(changed);
	return PROMISES.filter(({ check }) => {
		try {
			check(evidence);
			return false;
		} catch {
			return true;
		}
	}).map(({ says }) => says);
}

function withJson(item: INodeExecutionData, changes: object): INodeExecutionData {
	return { ...item, json: { ...item.json, ...changes } };
}

/** The item linked to the next input item. */
function offByOne(item: INodeExecutionData): INodeExecutionData {
	const links = Array.isArray(item.pairedItem) ? item.pairedItem : [item.pairedItem];
	const next = links.map((link) => ({ item: (typeof link === 'object' ? link.item : 0) + 1 }));
	const [first] = next;
	return { ...item, ...(first && { pairedItem: next.length > 1 ? next : first }) };
}

function list(...items: Array<INodeExecutionData | undefined>): INodeExecutionData[] {
	return items.filter((item) => item !== undefined);
}

function refused(item: INodeExecutionData): INodeExecutionData {
	return withJson(item, { rejection: { code: 'refused', message: 'No', retryable: false } });
}

/** Each request as early as the first. */
function hurried(answers: readonly Answer[]): Answer[] {
	return answers.map((answer) => ({ ...answer, request: { ...answer.request, arrivedAt: 0 } }));
}

it('a run that goes well breaks no promise', () => {
	expect(brokenBy(() => ({}))).toEqual([]);
	expect(trial.run.rejected).toHaveLength(2);
	expect(trial.run.answers).toHaveLength(4);
});

it.each<[string, (run: Run) => Partial<Run>, RegExp]>([
	['an item is missing', ({ rejected }) => ({ rejected: rejected.slice(1) }), /one place/],
	['an item is there twice', ({ rejected: [a, b] }) => ({ rejected: list(a, a, b) }), /one place/],
	['a batch is missing', ({ batches }) => ({ batches: batches.slice(1) }), /one place/],
	['Rejected is in another order', ({ rejected: [a, b] }) => ({ rejected: list(b, a) }), /order/],
	[
		'Rejected is linked off by one',
		({ rejected }) => ({ rejected: rejected.map(offByOne) }),
		/whole/,
	],
	[
		'Batches are linked off by one',
		({ batches }) => ({ batches: batches.map(offByOne) }),
		/accepted/,
	],
	[
		'a rejected item lost a field',
		({ rejected }) => ({ rejected: rejected.map((item) => withJson(item, { Name: undefined })) }),
		/whole/,
	],
	[
		'a batch counts a lead twice',
		({ batches }) => ({ batches: batches.map((item) => withJson(item, { accepted: 3 })) }),
		/add up/,
	],
	[
		'the hint counts a batch twice',
		() => ({ hints: [{ message: '6 of 6 leads accepted in 3 batches' }] }),
		/hint/,
	],
	[
		'E-so lacks an accepted lead',
		({ stored }) => ({ stored: new Map([...stored].slice(1)) }),
		/in E-so/,
	],
	['the wrong reason is told', ({ rejected }) => ({ rejected: rejected.map(refused) }), /reason/],
	['a request comes in the pause', ({ answers }) => ({ answers: hurried(answers) }), /pause/],
	[
		'a lead is sent after it was accepted',
		({ answers }) => ({ answers: [...answers, ...answers] }),
		/again/,
	],
	['two requests are under way', () => ({ mostAtOnce: 2 }), /Concurrent Requests/],
	['the run fails for no reason', () => ({ status: 'error' }), /fails exactly when/],
	['the run takes an hour', () => ({ tookMs: 3_600_000 }), /takes no longer/],
	[
		'the token is in the run data',
		({ run }) => ({ run: Object.assign({}, run, { note: TOKEN }) }),
		/token/,
	],
])('%s: that breaks a promise', (_, change, words) => {
	expect(brokenBy(change)).toContainEqual(expect.stringMatching(words));
});

it('E-so has the values of another occurrence: a promise is broken', () => {
	const { run, secondRun } = trial;
	const leads = [...(secondRun ?? run).stored.values()];
	const stored = new Map(leads.map((lead) => [lead.contactNumber, { ...lead, origin: 'OTHER' }]));
	const broken = brokenIn({ ...trial, secondRun: { ...(secondRun ?? run), stored } });
	expect(broken).toContainEqual(expect.stringMatching(/first occurrence/));
});
