import type { Ordeal } from '../draw/ordeals';
import { spellNames } from './expectedFields';
import { expectedItem, type ExpectedItem, type ExpectedLead } from './expectedItem';

/** What should become of the items of an ordeal, if E-so answers. */
export interface ExpectedRun {
	/** By item. */
	items: readonly ExpectedItem[];
	/** The item that has a contact number first, by contact number. */
	firsts: ReadonlyMap<string, number>;
	/** The earlier item that has the same number; undefined for an item that is no duplicate. */
	duplicateOf(item: number): number | undefined;
	/** Later items with the numbers of `firsts`. */
	duplicatesOf(firsts: readonly number[]): number[];
	/** The lead of an item that is valid and no duplicate. */
	createLead(item: number): ExpectedLead | undefined;
	/** Whether E-so takes a lead, judging by it alone. */
	isTaken(lead: ExpectedLead): boolean;
	/** Whether nothing may be sent, since leads are invalid and the user wants that to stop the run. */
	isUnstarted: boolean;
}

/** Derived from what was drawn and from the design alone. */
export function expectedRun({ items, parameters, ...ordeal }: Ordeal): ExpectedRun {
	const customFieldNames = spellNames(parameters.customFieldNames, items);
	const expected = items.map((item) => expectedItem(item, { ...parameters, customFieldNames }));
	const firsts = new Map<string, number>();
	const duplicates = new Map<number, number>();
	expected.forEach((lead, item) => {
		if (lead.kind === 'invalid') return;
		const first = firsts.get(lead.contactNumber);
		if (first === undefined) firsts.set(lead.contactNumber, item);
		else duplicates.set(item, first);
	});
	const { invalidLeads } = parameters.options;
	return {
		items: expected,
		firsts,
		duplicateOf: (item) => duplicates.get(item),
		duplicatesOf: (of) =>
			[...duplicates].filter(([, first]) => of.includes(first)).map(([item]) => item),
		createLead(item) {
			const lead = expected[item];
			return lead?.kind === 'lead' && !duplicates.has(item) ? lead : undefined;
		},
		isTaken: ({ contactNumber, bytes }) =>
			ordeal.refusesAll === undefined &&
			!ordeal.refusals.has(Number(contactNumber)) &&
			bytes <= (ordeal.maxBodyBytes ?? Infinity),
		isUnstarted: invalidLeads === 'stop' && expected.some(({ kind }) => kind === 'invalid'),
	};
}
