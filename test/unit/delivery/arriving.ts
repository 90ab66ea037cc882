import type { LeadSource, QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import type { VirtualClock } from './virtualClock';

/** A source whose leads come in by and by, as from a file: a group every `everyMs`. */
export function arriving(
	groups: readonly QueuedLead[][],
	everyMs: number,
	clock: () => VirtualClock,
): Iterable<QueuedLead> {
	const coming = [...groups];
	const there: QueuedLead[] = [];
	const source: LeadSource = {
		next() {
			const lead = there.shift();
			return lead === undefined ? { done: true, value: undefined } : { done: false, value: lead };
		},
		ready() {
			if (there.length > 0 || coming.length === 0) return undefined;
			return clock()
				.pass(everyMs)
				.then(() => {
					// Another lane may have waited for the same group.
					if (there.length === 0) there.push(...(coming.shift() ?? []));
				});
		},
	};
	return { [Symbol.iterator]: () => source };
}
