import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import type { BatchOutcome, QueuedLead } from '../delivery/outcome';

/** What an item of *Accepted* tells of its lead. */
type DeliveryNote = {
	status: 'accepted' | 'checked';
	batch: number;
	statusCode?: number;
	/** What travelled, or would. */
	lead: IDataObject;
};

/**
 * Keeps what was sent of each lead until its batch is settled, for *One Item per Accepted Lead*. It is
 * kept as text, and beyond its batch only of accepted leads: they are the items that come out.
 */
export interface AcceptedLeads {
	/** Passes leads on, and remembers them. */
	keep(lead: QueuedLead): void;
	settle(batch: BatchOutcome): void;
	/** The items of *Accepted*, in the order of the input. `inputFor` gives the item that a lead came from. */
	items(
		inputFor: (item: number) => Pick<INodeExecutionData, 'json' | 'binary' | 'pairedItem'>,
	): INodeExecutionData[];
}

/** Remembers the leads of a run. `isChecked` is set where nothing is sent. */
export function createAcceptedLeads(isChecked: boolean): AcceptedLeads {
	const travelling = new Map<number, string>();
	const accepted: Array<{ item: number; text: string; batch: number; statusCode?: number }> = [];
	return {
		keep: ({ item, json }) => void travelling.set(item, json),
		settle({ number, items, outcomes, statusCode }) {
			// A batch of which others were refused has their status.
			const isOwn = !isChecked && statusCode !== undefined && statusCode < 300;
			for (const [index, { kind }] of outcomes.entries()) {
				const item = items[index] ?? 0;
				const text = travelling.get(item) ?? '{}';
				travelling.delete(item);
				if (kind !== 'accepted') continue;
				accepted.push({ item, text, batch: number, ...(isOwn ? { statusCode } : {}) });
			}
		},
		items: (inputFor) =>
			accepted
				.sort((a, b) => a.item - b.item)
				.map(({ item, text, ...told }) => {
					const lead = jsonParse<IDataObject>(text);
					const status = isChecked ? 'checked' : 'accepted';
					const delivery: DeliveryNote = { status, ...told, lead };
					const { json, ...rest } = inputFor(item);
					// First, to be seen beside twelve columns; an item that was accepted before brings its own along.
					return { json: { delivery, ...withoutDelivery(json) }, ...rest };
				}),
	};
}

function withoutDelivery({ delivery, ...json }: IDataObject): IDataObject {
	void delivery;
	return json;
}
