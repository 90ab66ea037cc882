import type { Rejection } from '../outputs';
import type { Evidence, Promised } from '../evidence';
import {
	hasUsedItsRetries,
	isGivenUp,
	mayEndTheRun,
	mayHaveLostTouch,
	mayHaveRunOutOfTime,
	mayShareACause,
} from '../model/chains';

export const trueReasons: Promised = {
	says: 'a rejected lead is told the reason that is true of it',
	check(evidence) {
		for (const { of, rejection } of evidence.outputs?.rejected ?? []) {
			const possible = possibleReasons(of, rejection, evidence);
			expect({ of, code: rejection.code, possible }).toEqual({
				of,
				code: rejection.code,
				possible: expect.arrayContaining([rejection.code]),
			});
		}
	},
};

function possibleReasons(of: number, rejection: Rejection, evidence: Evidence): string[] {
	const { expected } = evidence;
	const item = expected.items[of];
	if (item?.kind === 'invalid') return item.codes;
	const first = expected.duplicateOf(of);
	const isDuplicate =
		first !== undefined && (rejection.duplicateOf === first || expected.isUnstarted);
	if (isDuplicate)
		return ['duplicate_contact_number', ...(expected.isUnstarted ? ['not_sent'] : [])];
	if (expected.isUnstarted) return ['not_sent'];
	return [...refusalReasons(of, evidence), ...faultReasons(of, evidence)];
}

/** In a smaller batch 60 requests find each bad lead. */
const ALWAYS_ISOLATED = 20;

function refusalReasons(of: number, { outputs, expected, ordeal, chains }: Evidence): string[] {
	const batch = outputs?.batchOf(of);
	const isBad = (item: number) => {
		const lead = expected.createLead(item);
		return lead !== undefined && !expected.isTaken(lead);
	};
	const members = expected.items.flatMap((_, item) =>
		batch !== undefined && outputs?.batchOf(item) === batch ? [item] : [],
	);
	const bad = members.filter(isBad).length;
	const mayBeUnresolved = !ordeal.parameters.options.isolate || members.length > ALWAYS_ISOLATED;
	const mayBeShared = mayShareACause(chains);
	return [
		...(isBad(of) || mayBeShared ? ['refused'] : []),
		...(bad > 0 && (mayBeUnresolved || mayBeShared) ? ['not_isolated'] : []),
	];
}

function faultReasons(of: number, { chains, expected, ordeal }: Evidence): string[] {
	const contactNumber = expected.createLead(of)?.contactNumber ?? '';
	const own = chains.filter(({ leads }) => leads.includes(contactNumber)).at(-1);
	const { parameters } = ordeal;
	const isRunOver =
		mayHaveLostTouch(chains) ||
		mayShareACause(chains) ||
		chains.filter(isGivenUp).some((chain) => mayEndTheRun(chain, parameters));
	if (isRunOver) return ['delivery_failed', 'not_sent'];
	const hasFailed =
		own !== undefined &&
		isGivenUp(own) &&
		(own.last.means === 'failed' ||
			hasUsedItsRetries(own, parameters) ||
			mayHaveRunOutOfTime(own, parameters));
	return hasFailed ? ['delivery_failed'] : [];
}
