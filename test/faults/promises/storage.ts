import type { StoredLead } from '../../emulator/emulator';
import type { Evidence, Promised } from '../evidence';
import { contactNumbersIn } from '../model/chains';
import type { ExpectedRun } from '../model/expectedRun';

export const firstOccurrence: Promised = {
	says: 'E-so has no lead but those of the input, each with the values of its first occurrence',
	check({ run, secondRun, expected }) {
		for (const lead of (secondRun ?? run).stored.values()) {
			expect(asSent(lead)).toEqual(expectedLead(lead.contactNumber, expected));
		}
	},
};

/** But for the request that stored it. */
function asSent({ contactNumber, countryCode, origin, fields }: StoredLead) {
	return { contactNumber, countryCode, origin, fields };
}

function expectedLead(contactNumber: string, { firsts, createLead }: ExpectedRun) {
	const lead = createLead(firsts.get(contactNumber) ?? -1);
	return (
		lead && {
			contactNumber,
			countryCode: lead.countryCode,
			origin: lead.origin,
			fields: lead.fields,
		}
	);
}

export const acceptedIsStored: Promised = {
	says: 'every accepted lead is valid, no duplicate, and in E-so',
	check({ run, outputs, expected }) {
		for (const item of outputs?.accepted ?? []) {
			const lead = expected.createLead(item);
			expect({ item, lead }).toEqual({ item, lead: expect.anything() });
			expect(run.stored.has(lead?.contactNumber ?? '')).toBe(true);
		}
	},
};

export const acceptedOnce: Promised = {
	says: 'a lead that E-so has accepted is not sent again',
	check({ run }) {
		const accepted = run.answers
			.filter(({ means }) => means === 'accepted')
			.flatMap(contactNumbersIn);
		expect(accepted).toEqual([...new Set(accepted)]);
	},
};

export const rejectedIsNotStored: Promised = {
	says: 'nothing that is called refused or not sent is in E-so; where an answer was lost, the lead is called delivery_failed and retryable, or its refusal says so',
	check(evidence) {
		const { outputs, expected, run } = evidence;
		for (const { of, rejection } of outputs?.rejected ?? []) {
			const contactNumber = expected.createLead(of)?.contactNumber;
			if (contactNumber === undefined || !run.stored.has(contactNumber)) continue;
			const isToldWithRefusal =
				['refused', 'not_isolated'].includes(rejection.code) &&
				rejection.message.includes('E-so may have it');
			if (!isToldWithRefusal)
				expect({ of, ...rejection }).toMatchObject({ code: 'delivery_failed', retryable: true });
			expect(wasAnswerLost(contactNumber, evidence)).toBe(true);
		}
	},
};

function wasAnswerLost(contactNumber: string, { run }: Evidence): boolean {
	return run.answers.some(
		(answer) => answer.isLost && contactNumbersIn(answer).includes(contactNumber),
	);
}

export const betterDay: Promised = {
	says: 'a second run over Rejected, on a better day, ends with every valid lead in E-so',
	check({ run, secondRun, expected, ordeal }) {
		const { stored } = secondRun ?? run;
		const missing = [...expected.firsts.values()].filter((item) => {
			const lead = expected.createLead(item);
			return lead !== undefined && expected.isTaken(lead) && !stored.has(lead.contactNumber);
		});
		expect(missing).toEqual([]);
		// A cause that all leads share is not mended by a better day.
		if (ordeal.refusesAll !== undefined) return;
		expect(secondRun?.status ?? 'success').toBe('success');
		const passing = (secondRun?.rejected ?? []).map(({ json }) => json['rejection']);
		for (const code of ['delivery_failed', 'not_sent', 'not_isolated'])
			expect(passing).not.toContainEqual(expect.objectContaining({ code }));
	},
};
