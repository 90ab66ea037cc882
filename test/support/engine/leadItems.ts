import type { IDataObject } from 'n8n-workflow';

/** The number of the first of `leadItems`, without its country code. */
const FIRST_NUMBER = 8_100_000_000;

/** The contact number of the lead with this index, as E-so stores it. */
export function storedNumber(index: number): string {
	return String(FIRST_NUMBER + index);
}

/** `count` leads that E-so accepts, no two alike; `from` is the index of the first. */
export function leadItems(count: number, from = 0): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		contact_number: `+91 ${storedNumber(from + index)}`,
		name: `Lead ${from + index}`,
	}));
}

/** The lead of the API's page: `{ contact_number: '+91 81928-29284', Name: 'Patel' }`. */
export const patel: Readonly<IDataObject> = { contact_number: '+91 81928-29284', Name: 'Patel' };
