import { importOrdeals } from './importing/draw';
import { expectPromises } from './importing/promises';
import { importThrough, type ImportTrial } from './importing/trial';
import { areMany, QUARTER, TIME_LIMIT_MS, tryMany, withWords } from './laboratory';
import { missing } from './seen';

describe('an import from a storage that is slow, falls silent or breaks off', () => {
	const seen = new Set<string>();

	it(
		'loses, doubles and misreports no lead, whatever the network and E-so do, and whenever it is stopped',
		async () => {
			await tryMany(QUARTER, importOrdeals, async (ordeal) => {
				const trial = await importThrough(ordeal);
				expectPromises(trial, (says, check) => withWords(says, describeTrial(trial), check));
				for (const word of getWords(trial)) seen.add(word);
			});
		},
		TIME_LIMIT_MS,
	);

	(areMany ? it : it.skip)('the schedules leave out no way in which a storage fails', () => {
		expect(missing(WORDS, seen)).toEqual([]);
	});
});

/** A storage that falls silent, or never opens, only a Stop ends; one that has lost the file ends it at once. */
const WORDS = [
	...[
		'whole',
		'breaks',
		'gone',
		'whole, stopped',
		'breaks, stopped',
		'silent, stopped',
		'shut, stopped',
	],
	...['success', 'error', 'canceled', 'some accepted, then broken', 'some accepted, then stopped'],
];

/** What a trial showed. */
function getWords({ ordeal, run }: ImportTrial): string[] {
	const { ending } = ordeal.storage;
	const isStopped = run.stopped !== undefined;
	const hasAccepted = run.answers.some(({ means }) => means === 'accepted');
	return [
		run.status,
		isStopped ? `${ending}, stopped` : ending,
		...(hasAccepted && ending === 'breaks' ? ['some accepted, then broken'] : []),
		...(hasAccepted && isStopped ? ['some accepted, then stopped'] : []),
	];
}

function describeTrial({ ordeal, run, again }: ImportTrial): string {
	const tell = ({
		status,
		answers,
		error,
		hints,
		stopped,
		rejected,
		batches,
	}: ImportTrial['run']) =>
		[
			`${status}, ${JSON.stringify(stopped)}: ${error?.message ?? hints.map(({ message }) => message).join(' ')} ${String(error?.description)}`,
			...answers.map(
				({ request, means, isLost }) =>
					`  request ${request.index}: ${request.arrivedAt} to ${request.answeredAt}, ${request.leads} leads, ${request.fault}, ${request.statusCode}: ${means}${isLost ? ', may be stored' : ''}`,
			),
			...batches.map(({ json }) => JSON.stringify(json)),
			...rejected.map(({ json }) => JSON.stringify(json)),
		].join('\n');
	return [
		JSON.stringify({ ...ordeal.storage, stop: ordeal.stopAtMs, ...ordeal.parameters }),
		tell(run),
		tell(again),
	].join('\n');
}
