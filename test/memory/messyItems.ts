import type { IDataObject } from 'n8n-workflow';
import { leadItems } from '../support/engine/leadItems';

/** `count` items in turn: a lead, one with a number that is none, and the first lead once more. */
export function messyItems(count: number): IDataObject[] {
	return leadItems(count).map((lead, index) => {
		if (index % 3 === 1) return { ...lead, contact_number: 'none' };
		if (index % 3 === 2) return { ...lead, contact_number: '+91 81000 00000' };
		return lead;
	});
}
