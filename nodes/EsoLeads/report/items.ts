import { type IDataObject, type INodeExecutionData, jsonParse } from 'n8n-workflow';
import type { TaskOutcome } from '../delivery/deliverEach';
import type { BatchOutcome, QueuedLead } from '../delivery/outcome';
import type { RunFailure } from '../delivery/run';
import type { EarlierLead } from '../lead/duplicates';
import type { Rejection } from '../lead/refusals';
import { endSentence, formatCount } from '../lead/wording';
import { withAdvice } from './errors';

/**
 * An item of the output *Rejected*: the reason, and the whole input item with its files. The reason
 * comes first, since nobody would scroll past twelve columns to find it.
 */
export function rejectedItem(
	input: INodeExecutionData,
	item: number,
	rejection: Rejection,
): INodeExecutionData {
	const shown: IDataObject = { ...rejection };
	const json: IDataObject = { rejection: shown, ...readFields(input.json) };
	// An item that is rejected for the second time still has its first reason.
	json.rejection = shown;
	return {
		json,
		...(input.binary === undefined ? {} : { binary: input.binary }),
		pairedItem: { item },
	};
}

/** Objects from other nodes can have getters that throw; those fields are left out. */
function readFields(json: IDataObject): IDataObject {
	return (
		attempt(() => ({ ...json })) ??
		attempt(() =>
			Object.fromEntries(
				Object.keys(json).flatMap((name) => attempt(() => [[name, json[name]] as const]) ?? []),
			),
		) ??
		{}
	);
}

/** Whatever throws has no value. */
function attempt<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

/**
 * The output items of one input item, linked to it. A failed item is `{ error, details }`. With an
 * error output it is only `{ error }`: all versions from n8n 1 on recognise that form, send it to
 * the error output, and add the fields of the input item.
 *
 * @param input the input item; only where there is an error output.
 */
export function toItems(
	outcome: TaskOutcome<readonly IDataObject[]>,
	item: number,
	input?: INodeExecutionData,
): INodeExecutionData[] {
	const pairedItem = { item };
	if (outcome.kind === 'done') return outcome.done.map((json) => ({ json, pairedItem }));
	const { message, ...details } = outcome.failure;
	// For 404 the advice would be that the address is wrong.
	const status = details.code === 'not_found' ? undefined : details.statusCode;
	const error = withAdvice(message, status);
	if (input === undefined) return [{ json: { error, details }, pairedItem }];
	// n8n adds the input's fields, and a getter that throws would end the run; to a link that is only a
	// number it adds none.
	const canBeAdded = attempt(() => ({ ...input.json })) !== undefined;
	return [{ json: { error }, pairedItem: canBeAdded ? pairedItem : item }];
}

/** What an item of *Accepted* says about its lead. */
type DeliveryNote = {
	status: 'accepted' | 'checked';
	batch: number;
	statusCode?: number;
	/** The lead as it was sent, or would be. */
	lead: IDataObject;
};

/**
 * Keeps the JSON of each lead until its batch is settled, for *One Item per Accepted Lead*. After
 * that only accepted leads are kept, since they become the output items.
 */
export interface AcceptedLeads {
	/** Remembers a lead that is about to be sent. */
	keep(lead: QueuedLead): void;
	settle(batch: BatchOutcome): void;
	/**
	 * The items of *Accepted*, in the order of the input. `inputFor` returns the item that a lead
	 * came from.
	 */
	items(
		inputFor: (item: number) => Pick<INodeExecutionData, 'json' | 'binary' | 'pairedItem'>,
	): INodeExecutionData[];
}

/** An empty memory for one run. `isChecked`: nothing is sent. */
export function createAcceptedLeads(isChecked: boolean): AcceptedLeads {
	const travelling = new Map<number, string>();
	const accepted: Array<{ item: number; text: string; batch: number; statusCode?: number }> = [];
	return {
		keep: ({ item, json }) => void travelling.set(item, json),
		settle({ number, items, outcomes, statusCode }) {
			// In a batch with refused leads, the status is about those.
			const isOwn = !isChecked && statusCode !== undefined && statusCode < 300;
			for (const [index, { kind }] of outcomes.entries()) {
				const item = items[index];
				if (item === undefined) continue;
				const text = travelling.get(item) ?? '{}';
				travelling.delete(item);
				if (kind !== 'accepted') continue;
				accepted.push({ item, text, batch: number, ...(isOwn ? { statusCode } : {}) });
			}
		},
		items: (inputFor) =>
			accepted
				.sort((a, b) => a.item - b.item)
				.map(({ item, text, ...settled }) => {
					const lead = jsonParse<IDataObject>(text);
					const status = isChecked ? 'checked' : 'accepted';
					const delivery: DeliveryNote = { status, ...settled, lead };
					const { json, ...rest } = inputFor(item);
					// It comes first, so that it is seen without scrolling. An item that was accepted
					// before still has an old one.
					return { json: { delivery, ...withoutDelivery(json) }, ...rest };
				}),
	};
}

function withoutDelivery(input: IDataObject): IDataObject {
	const { delivery, ...json } = readFields(input);
	void delivery;
	return json;
}

/** How leads are named in messages: items counted from 1, rows of a sheet, lines of a file. */
export type LeadNoun = 'Item' | 'Row' | 'Line';

/** "Row 12": where people find a lead. */
export interface LeadPlace {
	noun: LeadNoun;
	/** The number that people know it by. */
	shown: number;
}

/**
 * How people can find an item again: by the row of the sheet, if n8n's Google Sheets node gave it,
 * else counted from 1.
 */
export function toPlace(items: readonly INodeExecutionData[], index: number): LeadPlace {
	const row = items[index]?.json.row_number;
	return typeof row === 'number' ? { noun: 'Row', shown: row } : { noun: 'Item', shown: index + 1 };
}

/** The rejection of a lead whose number occurred before and was accepted. */
export function duplicateRejection(
	{ place, isOfOtherCountry }: EarlierLead,
	{ noun, shown }: LeadPlace,
): Rejection {
	const reason = isOfOtherCountry
		? 'has the same contact number in another country and was kept: we assume that E-so compares numbers without their country codes'
		: 'has the same contact number and was kept: E-so keeps one lead for each number';
	return {
		code: 'duplicate_contact_number',
		message: `${noun} ${formatCount(shown)} ${reason}.`,
		duplicateOf: place,
		retryable: false,
	};
}

/**
 * The rejection of a duplicate whose first lead was not accepted, so that sending this one again
 * makes sense.
 */
export function orphanRejection(first: number, { noun, shown }: LeadPlace): Rejection {
	return {
		code: 'duplicate_contact_number',
		message: `${noun} ${formatCount(shown)} has the same contact number and came first, but was not accepted. Send this one again, or correct the other.`,
		duplicateOf: first,
		retryable: true,
	};
}

/**
 * The rejection of an item without an outcome. If it was not read before the run ended, it was not
 * sent; if it was read and is missing, this would be a bug in this node, and E-so may have stored
 * the lead.
 */
export function missingOutcomeRejection(
	wasRead: boolean,
	stopped: RunFailure | undefined,
): Rejection {
	const why = endSentence(stopped?.message ?? 'the run has ended');
	return wasRead
		? {
				code: 'delivery_failed',
				message: `The node lost track of this lead: ${why}`,
				retryable: true,
			}
		: { code: 'not_sent', message: `Not sent: ${why}`, retryable: true };
}
