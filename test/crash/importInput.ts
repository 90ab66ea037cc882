import type { IDataObject } from 'n8n-workflow';
import { leadItems, storedNumber } from '../support/engine/leadItems';

/** Every lead with this distance from the one before is followed by a repeat. */
const REPEAT_EVERY = 10;
/** How far behind its lead a repeat stands: in the same batch, and in a later one. */
const DISTANCES = [3, 137] as const;

/** `count` leads and, between them, repeats of some with another name and in another spelling. */
export function importInput(count: number): IDataObject[] {
	return leadItems(count).flatMap((lead, index) => {
		const distance = DISTANCES[(index / REPEAT_EVERY) % DISTANCES.length];
		if (distance === undefined || index < distance) return [lead];
		const number = `0091-${storedNumber(index - distance)}`;
		return [lead, { contact_number: number, name: 'somebody else' }];
	});
}

/** What E-so must hold in the end: the name of each number's first occurrence. */
export function namesByNumber(count: number): Map<string, string> {
	return new Map(
		Array.from({ length: count }, (_, index) => [storedNumber(index), `Lead ${index}`]),
	);
}
