import { bodyBytes } from './batches';
import { halve, isolate, MAX_SPLIT_REQUESTS } from './isolate';
import { createLedger } from './ledger';
import type { Batch, BatchOutcome, LeadOutcome, QueuedLead } from './outcome';
import { createAttempts } from './retry';
import type { Run } from './run';
import { type GroupRefusal, send, type SendOutcome } from './send';

/** Delivers one batch to its end. */
export async function deliverBatch(batch: Batch, run: Run): Promise<BatchOutcome> {
	const { clock } = run.ports;
	const startedAt = clock.now();
	const attempts = createAttempts({ batch: batch.number });
	const ledger = createLedger(batch.number);
	const budget = { requests: MAX_SPLIT_REQUESTS };
	const answers: SendOutcome[] = [];

	const attempt = async (leads: readonly QueuedLead[]): Promise<SendOutcome> => {
		const sent = await send(leads, attempts, run);
		answers.push(sent);
		if (sent.kind === 'accepted') {
			ledger.accept(leads);
			run.byteLimit.accepted(bodyBytes(leads));
		}
		if (sent.kind === 'tooLarge') run.byteLimit.refused(bodyBytes(leads));
		if (sent.kind === 'sendFailure') {
			ledger.fail(leads, sent);
			const { statusCode, message } = sent;
			if (run.rules.stopOnFailure) run.stop({ statusCode, message, batch: batch.number });
		}
		return sent;
	};

	const deliverGroup = async (leads: readonly QueuedLead[]): Promise<void> => {
		const sent = await attempt(leads);
		if (sent.kind === 'tooLarge') await settleTooLarge(leads, sent);
		if (sent.kind === 'refused') await settleRefused(leads, sent);
	};

	const settleTooLarge = async (
		leads: readonly QueuedLead[],
		refusal: GroupRefusal,
	): Promise<void> => {
		if (leads.length === 1) return ledger.refuse(leads, refusal);
		if (budget.requests < 2) return ledger.leaveUnresolved(leads, refusal);
		budget.requests -= 2;
		for (const half of halve(leads)) await deliverGroup(half);
	};

	const settleRefused = async (
		leads: readonly QueuedLead[],
		refusal: GroupRefusal,
	): Promise<void> => {
		if (leads.length === 1) ledger.refuse(leads, refusal);
		else if (run.rules.isolate) await isolate({ leads, refusal }, attempt, ledger, budget);
		else ledger.leaveTogether(leads, refusal);
	};

	await deliverGroup(batch.leads);
	const outcomes = ledger.outcomes(batch.leads);
	return {
		number: batch.number,
		items: batch.leads.map((lead) => lead.item),
		outcomes,
		...tellingAnswer(answers, outcomes),
		requests: attempts.requests,
		durationMs: clock.now() - startedAt,
	};
}

/**
 * The answer that explains how a batch ended: its acceptance, else what kept leads from a verdict,
 * else what E-so refused first, else what it found too large.
 */
function tellingAnswer(
	answers: readonly SendOutcome[],
	outcomes: readonly LeadOutcome[],
): Pick<BatchOutcome, 'statusCode' | 'message'> {
	const kinds: ReadonlyArray<SendOutcome['kind']> = outcomes.every(
		({ kind }) => kind === 'accepted',
	)
		? ['accepted']
		: ['sendFailure', 'refused', 'tooLarge'];
	const telling = kinds.flatMap((kind) => answers.filter((answer) => answer.kind === kind));
	const { statusCode, message } = telling[0] ?? { statusCode: undefined, message: '' };
	return { statusCode, message };
}
