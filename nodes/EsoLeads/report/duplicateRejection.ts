import type { Rejection } from '../lead/rejection';

/** What leads come from, and are named by: items by their index, rows of a file by their line. */
export type LeadPlace = 'Item' | 'Line';

/** Of a lead whose number came before; the first one was accepted. */
export function duplicateRejection(place: LeadPlace, first: number): Rejection {
	return {
		code: 'duplicate_contact_number',
		message: `${place} ${first} has the same contact number and was kept: E-so keeps one lead a number, whatever its country code.`,
		duplicateOf: first,
		retryable: false,
	};
}

/** The lead that was kept did not make it: then this one is the person's only chance. */
export function orphanRejection(place: LeadPlace, first: number): Rejection {
	return {
		code: 'duplicate_contact_number',
		message: `${place} ${first} has the same contact number and was sent in its place, but was not accepted. Send this one again, or correct the other.`,
		duplicateOf: first,
		retryable: true,
	};
}
