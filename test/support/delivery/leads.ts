import type { QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';

/** The contact number of the lead of an input item. */
export function toNumber(item: number): string {
	return String(9_100_000_000 + item);
}

/** A lead of an input item; `name` makes it as long as a test needs. */
export function createLead(item: number, name = 'Patel'): QueuedLead {
	const json = JSON.stringify({ contact_number: toNumber(item), name });
	return { item, json, bytes: Buffer.byteLength(json) };
}

const made: QueuedLead[] = [];

/** `count` leads of the items from 0; the same ones each time, as thousands of runs ask for them. */
export function leads(count: number): QueuedLead[] {
	while (made.length < count) made.push(createLead(made.length));
	return made.slice(0, count);
}
