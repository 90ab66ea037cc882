import type { LeadIdentity } from '../../answers/shownLead';
import type { ContactNumber } from '../../lead/contactNumber';
import { withoutZeros } from '../../lead/digits';
import { failedWith, type Failed } from '../../lead/itemFailure';
import { quote } from '../../lead/quote';
import type { LeadName } from '../../requests';
import type { NumberOptions } from '../oneLead/numberFields';
import { digitsInRequests, writtenNumber } from '../oneLead/readNumber';

/** The lead that an item asks for. */
export interface Sought {
	kind: 'sought';
	name: LeadName;
	/** For messages. */
	words: string;
	isAsked(identity: LeadIdentity): boolean;
}

/** Longer than any ID; where it comes from an expression it can be a cell of any size. */
const MAX_ID_CHARACTERS = 100;

/** Observed: IDs are integers. `Number` alone would also read 0x10 and 1e3 as some. */
const INTEGER_ID = /^[1-9]\d{0,14}$/;

/** The lead with this ID, or why `value` is none. */
export function soughtById(value: unknown): Sought | Failed {
	const id = String(value ?? '').trim();
	if (id === '' || id.length > MAX_ID_CHARACTERS || typeof value === 'object') {
		return failedWith(
			'invalid_parameter',
			id === ''
				? "'Lead ID' is empty for this item. Fill it in, or leave the item out."
				: `'Lead ID' holds ${quote(value)}, which is no ID of a lead.`,
		);
	}
	// One that is none is sent as it is, for E-so to judge.
	const name = INTEGER_ID.test(id) ? { id: Number(id) } : { id };
	return {
		kind: 'sought',
		name,
		words: `lead with the ID ${quote(id)}`,
		isAsked: (identity) => identity.id === String(name.id),
	};
}

/** The lead with this contact number. */
export function soughtByNumber(number: ContactNumber, options: NumberOptions): Sought {
	// Which of the two E-so shows is not known; zeros may be lost in a JSON number.
	const known = [number.digits, `${number.countryCode}${number.digits}`].map(withoutZeros);
	return {
		kind: 'sought',
		name: { contact_number: digitsInRequests(number, options) },
		words: `lead with the contact number ${writtenNumber(number)}`,
		isAsked: ({ contact_number: shown }) =>
			shown !== undefined && known.includes(withoutZeros(shown.replace(/\D/g, ''))),
	};
}
