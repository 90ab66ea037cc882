import { createNotes } from '../../../../nodes/EsoLeads/lead/lead';
import { refuse } from '../../../../nodes/EsoLeads/lead/refusals';
import { bulkOptionsSchema } from '../../../../nodes/EsoLeads/operations/shared/bulkFields';
import {
	createLeadPreparer,
	type LeadReader,
	noteNumber,
} from '../../../../nodes/EsoLeads/operations/shared/readLead';
import { rawLead } from '../../../support/lead/rawLead';

const options = bulkOptionsSchema.parse({});

/** Prepares the first item, as `read` reads it. */
function prepareWith(read: LeadReader) {
	return createLeadPreparer(read, options, createNotes())(0, {}, 0);
}

test('a reason to reject an item reaches the user as it is', () => {
	const refusal = refuse('invalid_origin', "'source' holds nothing that E-so takes.", 'source');
	expect(prepareWith(() => refusal)).toBe(refusal);
});

test.each<[string, unknown, string]>([
	['with its reason', new TypeError('the city is secret'), 'the city is secret'],
	['without one', 'no', 'it cannot be read'],
])('an item that throws when it is read is rejected %s', (_, thrown, reason) => {
	const read = () => {
		throw thrown;
	};
	expect(prepareWith(read)).toEqual({
		kind: 'refusal',
		code: 'unsupported_field',
		message: `The item cannot be read: ${reason}.`,
	});
});

describe('of the numbers that are sent', () => {
	/** What is noted of a number in Italy, or elsewhere. */
	function note(contact_number: string, contactKeys: 'both' | 'contactNumber', country?: string) {
		const notes = createNotes();
		const lead = prepareWith(() => rawLead({ contact_number, country_code: country }));
		if (lead.kind !== 'lead') throw new Error('It is refused');
		noteNumber(lead, { contactKeys }, notes);
		return notes;
	}

	test.each([
		['one without anything odd', '+91 8192829284', 'both', undefined, {}],
		['a leading zero that gets lost', '+39 06 6982 1234', 'both', undefined, { lostZeros: 1 }],
		['a leading zero that is sent', '+39 06 6982 1234', 'contactNumber', undefined, {}],
		['the country of another number', '+91 8192829284', 'both', 'IT', { otherCountries: 1 }],
		['no country', '+91 8192829284', 'both', 'Mars', { unreadCountries: 1 }],
	] as const)('%s: %s by %s with %s is noted', (_, number, keys, country, expected) => {
		expect(note(number, keys, country)).toEqual({ ...createNotes(), ...expected });
	});
});
