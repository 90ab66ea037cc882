import type { LeadSource, QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import type { VirtualClock } from './virtualClock';

/** A source whose leads arrive over time, as from a file: a group every `everyMs`. */
export function arriving(
	groups: readonly QueuedLead[][],
	everyMs: number,
	clock: () => VirtualClock,
): Iterable<QueuedLead | undefined> {
	const groupsLeft = [...groups];
	const there: QueuedLead[] = [];
	let coming: Promise<void> | undefined;
	const source: LeadSource = {
		next() {
			const lead = there.shift();
			return lead === undefined ? { done: true, value: undefined } : { done: false, value: lead };
		},
		ready() {
			if (there.length > 0 || (groupsLeft.length === 0 && coming === undefined)) return undefined;
			// All lanes wait for the same group.
			coming ??= clock()
				.pass(everyMs)
				.then(() => {
					coming = undefined;
					there.push(...(groupsLeft.shift() ?? []));
				});
			return coming;
		},
	};
	return { [Symbol.iterator]: () => source };
}
