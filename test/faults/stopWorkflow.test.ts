import { getCodes, getFaults, missing, NAMED_FAULTS } from './seen';
import { areMany, putToTheTest, TIME_LIMIT_MS } from './laboratory';

describe('under On Error: Stop Workflow', () => {
	const seen = new Set<string>();

	it(
		'no lead is lost, doubled or misreported, whatever the network and E-so do',
		async () => {
			await putToTheTest(['stopWorkflow'], (evidence) => {
				for (const word of [...getFaults(evidence), ...getCodes(evidence), evidence.run.status])
					seen.add(word);
			});
		},
		TIME_LIMIT_MS,
	);

	(areMany ? it : it.skip)('the schedules leave no kind of fault out', () => {
		expect(missing([...NAMED_FAULTS, 'success', 'error'], seen)).toEqual([]);
	});
});
