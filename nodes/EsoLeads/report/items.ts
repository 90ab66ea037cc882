import { type IDataObject, type INodeExecutionData, jsonParse } from 'n8n-workflow';
import type { TaskOutcome } from '../delivery/deliverEach';
import { type BatchOutcome, isUndelivered, type QueuedLead } from '../delivery/outcome';
import type { Rejection } from '../lead/refusals';
import { withAdvice } from './errors';

/** How a batch ended, in one word. */
export type BatchStatus = 'accepted' | 'partial' | 'refused' | 'failed' | 'notSent' | 'checked';

/** A row of the output *Batches*. A type, not an interface: n8n's items are indexable. */
export type BatchRow = {
	batch: number;
	status: BatchStatus;
	message: string;
	leads: number;
	accepted: number;
	notAccepted: number;
	statusCode: number | null;
	requests: number;
	durationMs: number;
};

/** The row about a batch. */
export function batchRow(batch: BatchOutcome): BatchRow {
	const leads = batch.items.length;
	const accepted = batch.outcomes.filter((outcome) => outcome.kind === 'accepted').length;
	return {
		batch: batch.number,
		status: batchStatus(batch, accepted),
		message: batch.message,
		leads,
		accepted,
		notAccepted: leads - accepted,
		statusCode: batch.statusCode ?? null,
		requests: batch.requests,
		durationMs: Math.round(batch.durationMs),
	};
}

/** The row of a batch that was only checked and not sent. */
export function checkedBatchRow(batch: BatchOutcome): BatchRow {
	const nothing = { accepted: 0, notAccepted: 0, statusCode: null, requests: 0, durationMs: 0 };
	return { ...batchRow(batch), status: 'checked', ...nothing };
}

function batchStatus({ outcomes, requests }: BatchOutcome, accepted: number): BatchStatus {
	if (accepted === outcomes.length) return 'accepted';
	if (accepted > 0) return 'partial';
	if (requests === 0) return 'notSent';
	const isFailed = outcomes.some(
		(outcome) => outcome.kind === 'rejected' && isUndelivered(outcome.rejection),
	);
	return isFailed ? 'failed' : 'refused';
}

/** Whether a batch got no verdict, so that it goes to the error output if there is one. */
export function hasFailed({ status }: BatchRow): boolean {
	return status === 'failed' || status === 'notSent';
}

/** A batch as an item of *Batches*, linked to every input item in it. */
export function batchItem(batch: BatchOutcome, row: BatchRow): INodeExecutionData {
	return { json: row, pairedItem: batch.items.map((item) => ({ item })) };
}

/**
 * A failed batch for n8n's error output. n8n sends it there only if it has no other keys, and with
 * a `pairedItem` n8n would add the first lead's fields.
 */
export function failedBatchItem(row: BatchRow): INodeExecutionData {
	return { json: { error: withAdvice(row.message, row.statusCode ?? undefined), details: row } };
}

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
	// Fields that throw would end the run there. To a link that is only a number, n8n adds no fields.
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
