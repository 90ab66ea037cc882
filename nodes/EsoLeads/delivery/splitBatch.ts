import { bodyBytes } from './batches';
import { isolate, probe } from './isolate';
import {
	type Batch,
	type BatchOutcome,
	isRefusal,
	type QueuedLead,
	type SendOutcome,
	tellingAnswer,
} from './outcome';
import type { Attempts } from './retry';
import type { Run } from './run';
import { createSender, type Sender } from './sender';
import {
	describeSharedCause,
	type Explanation,
	findRefusedFields,
	TOO_LARGE_TO_FIND,
} from './sharedCause';
import type { GroupRefusal } from './verdict';

/** How a batch ended that was sent in parts. */
export type SplitOutcome = Pick<BatchOutcome, 'outcomes' | 'statusCode' | 'message' | 'requests'>;

/**
 * Settles a batch that E-so did not accept whole: sends it in parts, until every lead has an
 * outcome.
 *
 * @param answered how sending the whole batch ended, in `attempts`.
 */
export async function splitBatch(
	batch: Batch,
	answered: SendOutcome,
	attempts: Attempts,
	run: Run,
): Promise<SplitOutcome> {
	const sender = createSender(batch, attempts, run);
	await settle(batch.leads, sender, answered);
	await sendDoubtful(sender);
	sender.budget.end();
	for (const [lead, refusal] of sender.tooLargeInDoubt()) sender.ledger.noteDoubt(lead, refusal);
	await explainSmallRun(batch.leads, sender);
	const { remedy, field, statusCode } = run.stopReason() ?? {};
	if (remedy !== undefined && statusCode !== undefined)
		sender.ledger.noteRemedy({ remedy, field }, statusCode);
	const outcomes = sender.ledger.outcomes(batch.leads);
	return { outcomes, ...tellingAnswer(sender.answers, outcomes), requests: sender.requests() };
}

/**
 * Sends leads and settles each of them.
 *
 * @param answered the answer to all of them together, if they have been sent already.
 * @returns that answer.
 */
async function settle(
	leads: readonly QueuedLead[],
	sender: Sender,
	answered?: SendOutcome,
): Promise<SendOutcome> {
	const { refusalRate, sharedRefusal } = sender.splitting;
	const sent = await sender.attempt(leads, answered);
	if (sent.kind === 'accepted' || !isRefusal(sent)) return sent;
	if (sent.kind === 'refused') refusalRate.note(leads.length, false);
	if (leads.length === 1) {
		if (sharedRefusal.isFound()) await stopForSharedCause(sent, sender);
	} else if (sent.kind === 'tooLarge') {
		await settleTooLarge(leads, sent, sender);
	} else {
		await settleRefused(leads, sent, sender);
	}
	return sent;
}

/**
 * Single leads that were refused as too large while the server refused everything are sent once more
 * when it no longer does.
 */
async function sendDoubtful(sender: Sender): Promise<void> {
	const { run, splitting, ledger } = sender;
	const doubtful = sender.doubtful();
	if (doubtful.length === 0 || run.over.aborted || !splitting.byteLimit.mayRepeat()) return;
	ledger.reopen(doubtful);
	await settle(doubtful, sender);
}

/** Sends leads that are too large together in parts, each as large as E-so is known to accept. */
async function settleTooLarge(
	leads: readonly QueuedLead[],
	refusal: GroupRefusal,
	sender: Sender,
): Promise<void> {
	const { ledger, budget, batch } = sender;
	const { over } = sender.run;
	const { sharedRefusal, byteLimit } = sender.splitting;
	let rest = leads;
	while (rest.length > 0) {
		const isFound = sharedRefusal.isFound();
		if (isFound || (!over.aborted && sharedRefusal.refusals(batch) >= TOO_LARGE_TO_FIND)) {
			await giveUp(rest, refusal, isFound ? stopForSharedCause : suspectCause, sender);
			return;
		}
		if (!over.aborted && !budget.allows(1)) {
			ledger.leaveUnresolved(rest, refusal);
			return;
		}
		const limit = byteLimit.bytes();
		const parts = Math.max(rest === leads ? 2 : 1, Math.round(bodyBytes(rest) / limit));
		// A limit at which nothing has been accepted yet is only a guess.
		const round = byteLimit.hasPassed(limit) ? Math.floor : Math.ceil;
		const part = rest.slice(0, Math.max(1, round(rest.length / parts)));
		rest = rest.slice(part.length);
		const sent = await settle(part, sender);
		// Where no more than one lead fits, one request for each is no waste.
		if (part.length === 1 && sent.kind === 'accepted') budget.accepted();
		else budget.book(part, sent);
	}
}

/** Separates the refused leads of a group from the others, or finds that E-so refuses them all. */
async function settleRefused(
	leads: readonly QueuedLead[],
	refusal: GroupRefusal,
	sender: Sender,
): Promise<void> {
	const { run, ledger, batch } = sender;
	const { sharedRefusal } = sender.splitting;
	if (!run.rules.isolate) {
		ledger.leaveTogether(leads, refusal);
		sharedRefusal.refused(batch, refusal.kind);
		if (sharedRefusal.isFound()) await stopForSharedCause(refusal, sender);
		return;
	}
	const probing = await probe(ledger.unsettled(leads), sender);
	const left = ledger.unsettled(leads);
	if (probing === 'mixed') {
		// If no lead was refused alone, the refusal must be about the leads that are left.
		await isolate({ leads: left, refusal }, sender, !ledger.hasRejected(leads));
	} else {
		const explain = probing === 'sharedByRun' ? stopForSharedCause : suspectCause;
		await giveUp(left, refusal, explain, sender);
	}
}

/** Leaves leads of a batch that E-so refuses for a shared cause. */
async function giveUp(
	leads: readonly QueuedLead[],
	refusal: GroupRefusal,
	explain: typeof suspectCause,
	sender: Sender,
): Promise<void> {
	const cause = await explain(refusal, sender);
	sender.ledger.refuseTogether(leads, refusal, cause.message);
}

/** Other batches may fare better; unless one does, the run has failed. @returns why. */
async function suspectCause(refusal: GroupRefusal, sender: Sender): Promise<Explanation> {
	const cause = await explainCause(refusal, sender);
	const { splitting, batch, ledger } = sender;
	const { statusCode } = refusal;
	splitting.sharedRefusal.suspect({ ...cause, statusCode, batch });
	ledger.noteRemedy(cause, statusCode);
	return cause;
}

/** Ends the run as for a wrong token: no other lead would be accepted. @returns why. */
async function stopForSharedCause(refusal: GroupRefusal, sender: Sender): Promise<Explanation> {
	const cause = await explainCause(refusal, sender);
	const { run, batch } = sender;
	run.stop({ ...cause, statusCode: refusal.statusCode, batch });
	return cause;
}

/**
 * A run of a few leads that were all refused has not failed for certain: each may be bad in its own
 * way. But if it is a custom field that E-so objects to, the user should hear which.
 */
async function explainSmallRun(leads: readonly QueuedLead[], sender: Sender): Promise<void> {
	const { run, splitting, ledger } = sender;
	const refusal = sender.answers.get('refused');
	if (refusal === undefined || !isRefusal(refusal) || splitting.sharedRefusal.isRuledOut()) return;
	if (run.over.aborted || run.suspicion() !== undefined || !run.isLastBatch()) return;
	if (!ledger.hasRefusedAll(leads)) return;
	const cause = await explainCause(refusal, sender);
	const example = sender.refusedAlone();
	if (cause.field !== undefined) ledger.noteRemedy(cause, refusal.statusCode, example);
}

async function explainCause(refusal: GroupRefusal, sender: Sender): Promise<Explanation> {
	const { run, splitting, ledger, sendOnly } = sender;
	if (refusal.kind === 'tooLarge') return describeSharedCause(refusal);
	return await splitting.sharedRefusal.explain(async () => {
		const lead = sender.refusedAlone();
		const { customFields } = run.ports;
		if (lead === undefined || customFields === undefined) return describeSharedCause(refusal);
		/** Whether an answer about a variant was lost: E-so may have the lead in part. */
		let isUncertain = false;
		const search = await findRefusedFields(lead, customFields, async (variant) => {
			const sent = await sendOnly([variant]);
			isUncertain ||= ledger.mayBeStored([variant]);
			return sent;
		});
		if (search.isStored || isUncertain) ledger.noteSearched(lead, search.isStored);
		return describeSharedCause(refusal, search);
	});
}
