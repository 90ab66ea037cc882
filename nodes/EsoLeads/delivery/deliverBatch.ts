import type { Rejection } from '../lead/rejection';
import { bodyBytes } from './batches';
import { isolate, rejectRefused, type RefusedGroup } from './isolate';
import { createLedger, type Ledger } from './ledger';
import type { Batch, BatchOutcome, QueuedLead } from './outcome';
import type { Run } from './run';
import { send, type Sender, type Sent } from './send';

/** Delivers one batch to its end. `onTooLarge` is told how many bytes E-so found too many. */
export async function deliverBatch(
	batch: Batch,
	run: Run,
	onTooLarge: (bytes: number) => void,
): Promise<BatchOutcome> {
	const { clock } = run.ports;
	const startedAt = clock.now();
	const sender: Sender = { batch: batch.number, requests: 0 };
	const ledger = createLedger();

	const attempt = async (leads: readonly QueuedLead[]): Promise<Sent> => {
		const sent = await send(leads, sender, run);
		if (sent.kind === 'accepted') ledger.accept(leads);
		if (sent.kind === 'undelivered') ledger.reject(leads, undeliveredRejection(sent, batch.number));
		return sent;
	};

	/**
	 * @returns the answer to all of `leads` at once, whatever happened to parts of them afterwards.
	 */
	const deliverGroup = async (leads: readonly QueuedLead[]): Promise<Sent> => {
		const sent = await attempt(leads);
		if (sent.kind === 'tooLarge' && leads.length > 1) {
			onTooLarge(bodyBytes(leads));
			const middle = Math.ceil(leads.length / 2);
			await deliverGroup(leads.slice(0, middle));
			await deliverGroup(leads.slice(middle));
		} else if (sent.kind === 'refused' || sent.kind === 'tooLarge') {
			await settleRefused({ leads, statusCode: sent.statusCode, message: sent.message });
		}
		return sent;
	};

	const settleRefused = async (group: RefusedGroup): Promise<void> => {
		if (group.leads.length === 1) rejectRefused(group.leads, group, batch.number, ledger);
		else if (run.rules.isolate) await isolate(group, batch.number, attempt, ledger);
		else rejectTogether(group, batch.number, ledger);
	};

	const { statusCode, message } = await deliverGroup(batch.leads);
	return {
		number: batch.number,
		items: batch.leads.map((lead) => lead.item),
		outcomes: ledger.outcomes(batch.leads, FORGOTTEN),
		statusCode,
		message,
		requests: sender.requests,
		durationMs: clock.now() - startedAt,
	};
}

/**
 * Nothing may be lost, not even to a slip of ours: a lead that no branch above settled is reported,
 * never taken for accepted.
 */
const FORGOTTEN: Rejection = {
	code: 'delivery_failed',
	message: 'The node lost track of this lead. Run it again.',
	retryable: true,
};

function undeliveredRejection(
	sent: Extract<Sent, { kind: 'undelivered' }>,
	batch: number,
): Rejection {
	const { code, message, statusCode, retryable } = sent;
	return {
		code,
		message:
			code === 'not_sent' ? `Not sent: ${message}` : `E-so did not take this lead: ${message}`,
		batch,
		...(statusCode === undefined ? {} : { statusCode }),
		retryable,
	};
}

function rejectTogether(
	{ leads, statusCode, message }: RefusedGroup,
	batch: number,
	ledger: Ledger,
): void {
	ledger.reject(leads, {
		code: 'not_isolated',
		message: `E-so refused the batch of ${leads.length} leads that this one was in: ${message}. Turn 'Isolate Refused Leads' on to find the refused ones.`,
		batch,
		statusCode,
		retryable: true,
	});
}
