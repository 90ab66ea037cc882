import { bodyBytes, leadsBody } from './batches';
import { createLedger, type Ledger } from './ledger';
import { type GroupRefusal, isRefusal, type QueuedLead, type SendOutcome } from './outcome';
import { type Attempts, backoffMs, createAttempts, sendWithRetries } from './retry';
import type { Run } from './run';
import type { SplitBudget } from './splitBudget';
import { classify } from './verdict';

/** Sends leads in one request, and repeats it as long as that can help. */
export async function send(
	leads: readonly QueuedLead[],
	attempts: Attempts,
	run: Run,
): Promise<SendOutcome> {
	const body = leadsBody(leads);
	const sent = leads.map(({ json }) => json);
	return await sendWithRetries(
		{
			make: async () => await run.ports.post(body),
			read: (reply, nowMs) => classify(reply, nowMs, sent),
			// The API ignores numbers that it already has (documented).
			isIdempotent: true,
		},
		attempts,
		run,
	);
}

/** Sends one batch, whole or in parts. */
export interface Sender {
	run: Run;
	batch: number;
	ledger: Ledger;
	budget: SplitBudget;
	/**
	 * Sends some leads of the batch. What the answer settles is entered in the ledger; only a
	 * refusal of several leads is left to the caller.
	 */
	attempt(leads: readonly QueuedLead[]): Promise<SendOutcome>;
	/** Sends leads without entering anything in the ledger. */
	sendOnly(leads: readonly QueuedLead[]): Promise<SendOutcome>;
	requests(): number;
	/** The first answer of each kind. */
	answers: ReadonlyMap<SendOutcome['kind'], SendOutcome>;
	/** The lead that E-so last refused on its own. */
	refusedAlone(): QueuedLead | undefined;
	/** Leads that were refused alone as too large before E-so accepted anything as large as they are. */
	doubtful(): readonly QueuedLead[];
}

/** A lead larger than this may be too large for a server on its own. */
const SMALL_BYTES = 2_000;

/** Begins to send a batch. */
export function createSender(batch: number, run: Run): Sender {
	const ledger = createLedger(batch);
	const answers = new Map<SendOutcome['kind'], SendOutcome>();
	const { byteLimit, sharedRefusal } = run;
	let requests = 0;
	let refusedAlone: QueuedLead | undefined;
	const unproven: QueuedLead[] = [];

	const sendOnly = async (leads: readonly QueuedLead[]): Promise<SendOutcome> => {
		const attempts = createAttempts({ batch });
		attempts.outcomeUncertain = ledger.mayBeStored(leads);
		const sent = await send(leads, attempts, run);
		if (attempts.outcomeUncertain) ledger.noteLostAnswer(leads);
		requests += attempts.requests;
		return sent;
	};

	/**
	 * Repeats what is refused as too large although E-so accepted as much before; after a wait by
	 * chance, or else lanes whose requests take turns could meet the same proxy again and again.
	 */
	const sendInDoubt = async (leads: readonly QueuedLead[]): Promise<SendOutcome> => {
		const isInDoubt = () => byteLimit.hasPassed(bodyBytes(leads)) && byteLimit.mayRepeat();
		let sent = await sendOnly(leads);
		for (let repeats = 0; sent.kind === 'tooLarge' && isInDoubt(); repeats += 1) {
			const waitMs = backoffMs(repeats, run.ports.random);
			if (run.over.aborted || !run.waitBudget.book(waitMs)) break;
			await run.throttle.rest(waitMs);
			if (run.over.aborted) break;
			sent = await sendOnly(leads);
			byteLimit.repeated(sent.kind !== 'tooLarge');
		}
		return sent;
	};

	const noteAccepted = (leads: readonly QueuedLead[]) => {
		ledger.accept(leads);
		byteLimit.accepted(bodyBytes(leads));
		sharedRefusal.accepted();
	};

	const noteRefusal = (leads: readonly QueuedLead[], refusal: GroupRefusal) => {
		const bytes = bodyBytes(leads);
		if (refusal.kind === 'tooLarge') byteLimit.refused(bytes);
		if (leads.length > 1) return;
		ledger.refuse(leads, refusal);
		if (refusal.kind === 'tooLarge' && !byteLimit.hasPassed(bytes)) unproven.push(...leads);
		if (refusal.kind === 'tooLarge' && bytes > SMALL_BYTES) return;
		refusedAlone = leads[0];
		sharedRefusal.refused(batch, refusal.kind);
	};

	/** For an answer that says of each lead what became of it: if any was taken, all are settled. */
	const noteEach = (
		leads: readonly QueuedLead[],
		refusal: GroupRefusal,
		reasons: ReadonlyMap<number, string>,
	): SendOutcome => {
		const taken = leads.filter((_, place) => !reasons.has(place));
		if (taken.length > 0) noteAccepted(taken);
		for (const [place, message] of reasons)
			noteRefusal(leads.slice(place, place + 1), {
				...refusal,
				message: message === '' ? refusal.message : message,
			});
		return taken.length > 0 ? { ...refusal, kind: 'accepted' } : refusal;
	};

	const attempt = async (leads: readonly QueuedLead[]): Promise<SendOutcome> => {
		const sent = await sendInDoubt(leads);
		if (!answers.has(sent.kind)) answers.set(sent.kind, sent);
		if (sent.kind === 'accepted') {
			noteAccepted(leads);
		} else if (isRefusal(sent)) {
			if (sent.reasonsByPlace !== undefined) return noteEach(leads, sent, sent.reasonsByPlace);
			noteRefusal(leads, sent);
		} else {
			ledger.fail(leads, sent);
			const { statusCode, message } = sent;
			if (run.rules.stopOnFailure) run.stop({ statusCode, message, batch });
		}
		return sent;
	};

	return {
		...{ batch, run, ledger, answers, attempt, sendOnly },
		budget: run.splitBudgets.begin(),
		requests: () => requests,
		refusedAlone: () => refusedAlone,
		doubtful: () => unproven.filter((lead) => byteLimit.hasPassed(bodyBytes([lead]))),
	};
}
