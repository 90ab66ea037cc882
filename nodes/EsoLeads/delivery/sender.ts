import { bodyBytes, send } from './batches';
import { createLedger, type Ledger } from './ledger';
import { type Batch, isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import { type Attempts, backoffMs, createAttempts } from './retry';
import type { Run, Splitting } from './run';
import type { GroupRefusal } from './verdict';

/** Sends the parts of a batch that E-so did not accept whole. */
export type Sender = ReturnType<typeof createSender>;

/** Begins to send a batch in parts; `attempts` were made with the whole of it. */
export function createSender({ number: batch, leads: whole }: Batch, attempts: Attempts, run: Run) {
	const splitting = run.splitting();
	const ledger = createLedger(batch);
	if (attempts.outcomeUncertain) ledger.noteLostAnswer(whole);
	const { sendOnly, sendInDoubt, requests } = createRequests(batch, attempts, ledger, run);
	const notes = createNotes(batch, ledger, splitting);
	/** The first answer of each kind. */
	const answers = new Map<SendOutcome['kind'], SendOutcome>();

	return {
		...{ run, splitting, batch, ledger, answers, sendOnly, requests },
		budget: splitting.budgets.begin(),
		refusedAlone: notes.refusedAlone,
		doubtful: notes.doubtful,
		tooLargeInDoubt: notes.tooLargeInDoubt,
		/**
		 * Sends some leads of the batch. What the answer settles is entered in the ledger; only a
		 * refusal of several leads is left to the caller.
		 *
		 * @param answered the answer, if they have been sent already.
		 */
		async attempt(leads: readonly QueuedLead[], answered?: SendOutcome): Promise<SendOutcome> {
			const sent = await sendInDoubt(leads, answered ?? (await sendOnly(leads)));
			if (!answers.has(sent.kind)) answers.set(sent.kind, sent);
			if (sent.kind === 'accepted') {
				notes.accepted(leads);
			} else if (isRefusal(sent)) {
				if (sent.reasonsByPlace !== undefined) return notes.each(leads, sent, sent.reasonsByPlace);
				notes.refused(leads, sent);
			} else {
				ledger.fail(leads, sent);
				const { statusCode, message } = sent;
				if (run.rules.stopOnFailure) run.stop({ statusCode, message, batch });
			}
			return sent;
		},
	};
}

/** The requests of a batch, after those of `first`. */
function createRequests(batch: number, first: Attempts, ledger: Ledger, run: Run) {
	const { byteLimit } = run.splitting();
	let { requests } = first;

	const sendOnly = async (leads: readonly QueuedLead[]): Promise<SendOutcome> => {
		const attempts = createAttempts({ batch });
		attempts.outcomeUncertain = ledger.mayBeStored(leads);
		const sent = await send(leads, attempts, run);
		if (attempts.outcomeUncertain) ledger.noteLostAnswer(leads);
		requests += attempts.requests;
		return sent;
	};

	return {
		/** How many were made. */
		requests: () => requests,
		/** Sends leads without entering anything in the ledger. */
		sendOnly,
		/**
		 * Repeats what is refused as too large although E-so accepted as much before; after a random
		 * wait, since lanes that take turns could otherwise meet the same proxy again and again.
		 */
		async sendInDoubt(leads: readonly QueuedLead[], answered: SendOutcome): Promise<SendOutcome> {
			const isInDoubt = () => byteLimit.hasPassed(bodyBytes(leads)) && byteLimit.mayRepeat();
			let sent = answered;
			for (let repeats = 0; sent.kind === 'tooLarge' && isInDoubt(); repeats += 1) {
				const waitMs = backoffMs(repeats, run.ports.random);
				if (run.over.aborted || !run.waitBudget.book(waitMs)) break;
				await run.throttle.rest(waitMs);
				if (run.over.aborted) break;
				sent = await sendOnly(leads);
				byteLimit.repeated(sent.kind !== 'tooLarge');
			}
			return sent;
		},
	};
}

/** A lead larger than this may be too large for a server on its own. */
const SMALL_BYTES = 2_000;

/** Notes what E-so says about leads of a batch, in its ledger and for the batches that follow. */
function createNotes(batch: number, ledger: Ledger, { byteLimit, sharedRefusal }: Splitting) {
	let refusedAlone: QueuedLead | undefined;
	const tooLarge: Array<[QueuedLead, GroupRefusal]> = [];
	const unproven: QueuedLead[] = [];
	const hasPassed = (lead: QueuedLead) => byteLimit.hasPassed(bodyBytes([lead]));

	const accepted = (leads: readonly QueuedLead[]) => {
		ledger.accept(leads);
		byteLimit.accepted(bodyBytes(leads));
		sharedRefusal.accepted(leads.length);
	};

	const refused = (leads: readonly QueuedLead[], refusal: GroupRefusal) => {
		const bytes = bodyBytes(leads);
		if (refusal.kind === 'tooLarge') byteLimit.refused(bytes);
		if (leads.length > 1) return;
		ledger.refuse(leads, refusal);
		if (refusal.kind === 'tooLarge') for (const lead of leads) tooLarge.push([lead, refusal]);
		if (refusal.kind === 'tooLarge' && !byteLimit.hasPassed(bytes)) unproven.push(...leads);
		if (refusal.kind === 'tooLarge' && bytes > SMALL_BYTES) return;
		refusedAlone = leads[0];
		sharedRefusal.refused(batch, refusal.kind);
	};

	return {
		accepted,
		refused,
		/** For an answer that says of each lead what became of it: if any was taken, all are settled. */
		each(
			leads: readonly QueuedLead[],
			refusal: GroupRefusal,
			reasons: ReadonlyMap<number, string>,
		): SendOutcome {
			const taken = leads.filter((_, place) => !reasons.has(place));
			if (taken.length > 0) accepted(taken);
			for (const [place, message] of reasons)
				refused(leads.slice(place, place + 1), {
					...refusal,
					message: message === '' ? refusal.message : message,
				});
			return taken.length > 0 ? { ...refusal, kind: 'accepted' } : refusal;
		},
		/** The lead that E-so last refused on its own. */
		refusedAlone: () => refusedAlone,
		/** Leads that were refused alone as too large before E-so accepted anything as large as they are. */
		doubtful: () => unproven.filter(hasPassed),
		/** Leads that were refused alone as too large, although E-so accepted something as large. */
		tooLargeInDoubt: () => tooLarge.filter(([lead]) => hasPassed(lead)),
	};
}
