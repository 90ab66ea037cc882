import { areMany, putToTheTest, TIME_LIMIT_MS } from './laboratory';
import { getCodes, getFaults, missing, NAMED_FAULTS, REJECTION_CODES } from './seen';

describe('under On Error: Continue, with the error output and without', () => {
	const seen = new Set<string>();

	it(
		'no lead is lost, doubled or misreported, whatever the network and E-so do',
		async () => {
			await putToTheTest(['continueRegularOutput', 'continueErrorOutput'], (evidence) => {
				for (const word of [...getFaults(evidence), ...getCodes(evidence)]) seen.add(word);
			});
		},
		TIME_LIMIT_MS,
	);

	(areMany ? it : it.skip)('the schedules leave no kind of fault and no rejection out', () => {
		expect(missing([...NAMED_FAULTS, ...REJECTION_CODES], seen)).toEqual([]);
	});
});
