import { bodyBytes } from './batches';
import { isolate } from './isolate';
import {
	type Batch,
	type BatchOutcome,
	type GroupRefusal,
	isRefusal,
	type LeadOutcome,
	type QueuedLead,
	type SendOutcome,
} from './outcome';
import type { Run } from './run';
import { createSender, type Sender } from './send';
import { describeSharedCause, findRefusedField, probe } from './sharedCause';
import { type Explanation, TOO_LARGE_TO_FIND } from './sharedRefusal';

/** Delivers one batch, until every lead has an outcome. */
export async function deliverBatch(batch: Batch, run: Run): Promise<BatchOutcome> {
	const { clock } = run.ports;
	const startedAt = clock.now();
	const sender = createSender(batch.number, run);
	await settle(batch.leads, sender);
	await sendDoubtful(sender);
	sender.budget.end();
	const { remedy, statusCode } = run.stopReason() ?? {};
	if (remedy !== undefined && statusCode !== undefined)
		sender.ledger.noteRemedy(remedy, statusCode);
	const outcomes = sender.ledger.outcomes(batch.leads);
	return {
		number: batch.number,
		items: batch.leads.map((lead) => lead.item),
		outcomes,
		...tellingAnswer(sender.answers, outcomes),
		requests: sender.requests(),
		durationMs: clock.now() - startedAt,
	};
}

/** Sends leads and settles each of them. @returns E-so's response to all of them together. */
async function settle(leads: readonly QueuedLead[], sender: Sender): Promise<SendOutcome> {
	const { run } = sender;
	const sent = await sender.attempt(leads);
	if (sent.kind === 'accepted' || !isRefusal(sent)) return sent;
	if (sent.kind === 'refused') run.refusalRate.note(leads.length, false);
	if (leads.length === 1) {
		if (run.sharedRefusal.isFound()) await stopForSharedCause(sent, sender);
	} else if (sent.kind === 'tooLarge') {
		await settleTooLarge(leads, sent, sender);
	} else {
		await settleRefused(leads, sent, sender);
	}
	return sent;
}

/**
 * A server that refuses everything as too large for a while, and then no more, has refused single
 * leads that are not.
 */
async function sendDoubtful(sender: Sender): Promise<void> {
	const { run, ledger } = sender;
	const doubtful = sender.doubtful();
	if (doubtful.length === 0 || run.over.aborted || !run.byteLimit.mayRepeat()) return;
	ledger.reopen(doubtful);
	await settle(doubtful, sender);
}

/** Sends leads that are too large together in parts, each as large as E-so is known to accept. */
async function settleTooLarge(
	leads: readonly QueuedLead[],
	refusal: GroupRefusal,
	sender: Sender,
): Promise<void> {
	const { run, ledger, budget, batch } = sender;
	const { sharedRefusal, byteLimit, over } = run;
	let rest = leads;
	while (rest.length > 0) {
		if (sharedRefusal.isFound()) {
			const cause = await stopForSharedCause(refusal, sender);
			ledger.refuseTogether(rest, refusal, cause.message);
			return;
		}
		if (!over.aborted && sharedRefusal.refusals(batch) >= TOO_LARGE_TO_FIND) {
			const cause = await suspectCause(refusal, sender);
			ledger.refuseTogether(rest, refusal, cause.message);
			return;
		}
		if (!over.aborted && !budget.allows(1)) {
			ledger.leaveUnresolved(rest, refusal);
			return;
		}
		const parts = Math.max(rest === leads ? 2 : 1, Math.round(bodyBytes(rest) / byteLimit.bytes()));
		const part = rest.slice(0, Math.ceil(rest.length / parts));
		rest = rest.slice(part.length);
		budget.book(part, await settle(part, sender));
	}
}

/** Separates the refused leads of a group from the others, or finds that E-so refuses them all. */
async function settleRefused(
	leads: readonly QueuedLead[],
	refusal: GroupRefusal,
	sender: Sender,
): Promise<void> {
	const { run, ledger, batch } = sender;
	if (!run.rules.isolate) {
		ledger.leaveTogether(leads, refusal);
		run.sharedRefusal.refused(batch, refusal.kind);
		if (run.sharedRefusal.isFound()) await stopForSharedCause(refusal, sender);
		return;
	}
	const probing = await probe(ledger.unsettled(leads), batch, sender);
	const left = ledger.unsettled(leads);
	if (probing === 'mixed') {
		// If no lead was refused alone, the refusal must be about the leads that are left.
		await isolate({ leads: left, refusal }, sender, !ledger.hasRejected(leads));
	} else {
		const tell = probing === 'sharedByRun' ? stopForSharedCause : suspectCause;
		const cause = await tell(refusal, sender);
		ledger.refuseTogether(left, refusal, cause.message);
	}
}

/** Other batches may fare better; unless one does, the run has failed. @returns why. */
async function suspectCause(refusal: GroupRefusal, sender: Sender): Promise<Explanation> {
	const cause = await explainCause(refusal, sender);
	const { run, batch, ledger } = sender;
	const { statusCode } = refusal;
	run.sharedRefusal.suspect({ ...cause, statusCode, batch });
	ledger.noteRemedy(cause.remedy, statusCode);
	return cause;
}

/** Ends the run as for a wrong token: no other lead would be accepted. @returns why. */
async function stopForSharedCause(refusal: GroupRefusal, sender: Sender): Promise<Explanation> {
	const cause = await explainCause(refusal, sender);
	const { run, batch } = sender;
	run.stop({ ...cause, statusCode: refusal.statusCode, batch });
	return cause;
}

async function explainCause(refusal: GroupRefusal, sender: Sender): Promise<Explanation> {
	const { run, ledger, sendOnly } = sender;
	if (refusal.kind === 'tooLarge') return describeSharedCause(refusal, undefined);
	return await run.sharedRefusal.explain(async () => {
		const lead = sender.refusedAlone();
		const { customFields } = run.ports;
		if (lead === undefined || customFields === undefined)
			return describeSharedCause(refusal, undefined);
		const search = await findRefusedField(
			lead,
			customFields,
			async (variant) => await sendOnly([variant]),
		);
		if (search.isStored) ledger.noteStoredInPart(lead, refusal);
		return describeSharedCause(refusal, search.field);
	});
}

/**
 * The answer that best explains how a batch ended: its acceptance, else the failure that left leads
 * without a verdict, else the first refusal, else the first that was too large.
 */
function tellingAnswer(
	answers: Sender['answers'],
	outcomes: readonly LeadOutcome[],
): Pick<BatchOutcome, 'statusCode' | 'message'> {
	const isAccepted = outcomes.every(({ kind }) => kind === 'accepted');
	const kinds: ReadonlyArray<SendOutcome['kind']> = isAccepted
		? ['accepted']
		: ['sendFailure', 'refused', 'tooLarge'];
	const telling = kinds.map((kind) => answers.get(kind)).find((answer) => answer !== undefined);
	const { statusCode, message } = telling ?? { statusCode: undefined, message: '' };
	return { statusCode, message };
}
