import type { Rejection } from '../lead/refusals';
import { endSentence } from '../lead/wording';
import type { LeadOutcome, QueuedLead, SendFailure } from './outcome';
import type { GroupRefusal } from './verdict';

/**
 * The outcomes of one batch while it is sent in parts. The first entry for a lead stands, unless
 * `reopen` or one of the notes says otherwise.
 */
export type Ledger = ReturnType<typeof createLedger>;

/** An empty ledger for batch number `batch`. */
export function createLedger(batch: number) {
	const entries = new Map<QueuedLead, LeadOutcome>();
	const uncertain = new Set<QueuedLead>();
	return {
		...createEntering(batch, entries, uncertain),
		...createAmendments(entries, uncertain),
		/** An answer about leads was lost: whatever E-so says about them later, it may have stored them. */
		noteLostAnswer(leads: readonly QueuedLead[]): void {
			for (const lead of leads) uncertain.add(lead);
		},
		/** Whether an answer about one of these leads was lost. */
		mayBeStored: (leads: readonly QueuedLead[]) =>
			uncertain.size > 0 && leads.some((lead) => uncertain.has(lead)),
		/** Whether any of these leads has an outcome other than accepted. */
		hasRejected: (leads: readonly QueuedLead[]) =>
			leads.some((lead) => entries.get(lead)?.kind === 'rejected'),
		/** Whether E-so refused each of these leads, not counting those that were too large. */
		hasRefusedAll: (leads: readonly QueuedLead[]) =>
			leads.every((lead) => {
				const outcome = entries.get(lead);
				if (outcome?.kind !== 'rejected') return false;
				const { code, statusCode } = outcome.rejection;
				return code === 'refused' && statusCode !== TOO_LARGE;
			}),
		/** Those of `leads` that have no outcome yet, in the same order. */
		unsettled: (leads: readonly QueuedLead[]) =>
			entries.size === 0 ? leads : leads.filter((lead) => !entries.has(lead)),
		/** One outcome per lead, in the order of `leads`. */
		outcomes: (leads: readonly QueuedLead[]) => leads.map((lead) => entries.get(lead) ?? FORGOTTEN),
	};
}

/** The ways in which leads of a batch can end. */
function createEntering(
	batch: number,
	entries: Map<QueuedLead, LeadOutcome>,
	uncertain: ReadonlySet<QueuedLead>,
) {
	const enter = (leads: readonly QueuedLead[], outcome: LeadOutcome): void => {
		for (const lead of leads) if (!entries.has(lead)) entries.set(lead, outcome);
	};
	const reject = (leads: readonly QueuedLead[], rejection: Omit<Rejection, 'batch'>): void =>
		enter(leads, { kind: 'rejected', rejection: { ...rejection, batch } });

	/** Leads whose answer was lost get a message of their own. */
	const refuse = (
		leads: readonly QueuedLead[],
		{ statusCode }: GroupRefusal,
		message: string,
		retryable: boolean,
		code: 'refused' | 'not_isolated' = 'refused',
	): void => {
		const refused = { code, statusCode, retryable };
		reject(
			leads.filter((lead) => !uncertain.has(lead)),
			{ ...refused, message },
		);
		reject(leads, { ...refused, message: `${message} ${MAY_BE_STORED}` });
	};

	return {
		accept: (leads: readonly QueuedLead[]) => enter(leads, { kind: 'accepted' }),
		/** Leads that E-so refused alone. */
		refuse: (leads: readonly QueuedLead[], refusal: GroupRefusal) =>
			refuse(leads, refusal, `E-so refused this lead: ${refusal.message}`, false),
		/** Leads that are given up with their batch because of a shared cause. */
		refuseTogether: (leads: readonly QueuedLead[], refusal: GroupRefusal, cause: string) =>
			refuse(leads, refusal, `E-so refused this lead with its batch. ${cause}`, true),
		/** Leads that E-so refused together and that are not split any further. */
		leaveTogether: (leads: readonly QueuedLead[], refusal: GroupRefusal) =>
			refuse(leads, refusal, describeTogether(refusal), true, 'not_isolated'),
		/**
		 * Leads that E-so refused, or found too large, only together with others, when the request
		 * budget is used up.
		 */
		leaveUnresolved: (leads: readonly QueuedLead[], refusal: GroupRefusal) =>
			refuse(leads, refusal, describeUnresolved(refusal), true, 'not_isolated'),
		fail: (leads: readonly QueuedLead[], { code, message, statusCode, retryable }: SendFailure) =>
			reject(leads, {
				code,
				message: code === 'not_sent' ? `Not sent: ${message}` : `Not delivered: ${message}`,
				...(statusCode === undefined ? {} : { statusCode }),
				retryable,
			}),
	};
}

/** What is learned about leads after they have ended. */
function createAmendments(
	entries: Map<QueuedLead, LeadOutcome>,
	uncertain: ReadonlySet<QueuedLead>,
) {
	/** Leads that E-so has or may have without their custom fields: sent again, they would look accepted. */
	const searched = new Set<QueuedLead>();
	const amend = (lead: QueuedLead, toAmended: (rejection: Rejection) => Rejection): void => {
		const outcome = entries.get(lead);
		if (outcome?.kind !== 'rejected') return;
		entries.set(lead, { kind: 'rejected', rejection: toAmended(outcome.rejection) });
	};

	return {
		/** Takes back how leads ended, since there is reason to send them again. */
		reopen(leads: readonly QueuedLead[]): void {
			for (const lead of leads) entries.delete(lead);
		},
		/**
		 * The refused leads of this batch, whether too large or not, share a cause that was found since.
		 *
		 * @param example only leads that E-so refused in the same words as this one share it.
		 */
		noteRemedy(
			{ remedy, field }: { remedy: string; field?: string | undefined },
			statusCode: number,
			example?: QueuedLead,
		): void {
			const words = example && entries.get(example);
			for (const lead of entries.keys())
				amend(lead, (rejection) => {
					const isSame = (rejection.statusCode === TOO_LARGE) === (statusCode === TOO_LARGE);
					if (rejection.code !== 'refused' || !isSame) return rejection;
					if (words?.kind === 'rejected' && !isAlike(rejection, words.rejection)) return rejection;
					return withRemedy({ ...rejection, retryable: !searched.has(lead) }, remedy, field);
				});
		},
		/**
		 * A refused lead that E-so stored without its fields, in the search for the cause, or may have
		 * stored, since an answer was lost there.
		 */
		noteSearched(lead: QueuedLead, isStored: boolean): void {
			searched.add(lead);
			amend(lead, (rejection) => ({
				...rejection,
				message: `${endSentence(rejection.message)} ${isStored ? STORED_IN_PART : MAY_BE_STORED}`,
				retryable: false,
			}));
		},
		/** A lead that was refused as too large, although it hardly is. */
		noteDoubt: (lead: QueuedLead, { message }: GroupRefusal) =>
			amend(lead, (rejection) => {
				// If it may be sent again, it says already what to do before.
				if (rejection.retryable) return rejection;
				const words = `E-so refused this lead: ${endSentence(message)} ${ACCEPTED_LARGER}`;
				const told = uncertain.has(lead) ? `${words} ${MAY_BE_STORED}` : words;
				return { ...rejection, message: told, retryable: true };
			}),
	};
}

/** Whether E-so's words about two leads are the same; to one of them a remedy may have been added. */
function isAlike({ message }: Rejection, { message: example }: Rejection): boolean {
	return example.startsWith(endSentence(message));
}

function withRemedy(rejection: Rejection, remedy: string, field: string | undefined): Rejection {
	const { message } = rejection;
	return {
		...rejection,
		message: message.includes(remedy) ? message : `${endSentence(message)} ${remedy}`,
		...(field === undefined ? {} : { field }),
	};
}

function describeTogether({ message }: GroupRefusal): string {
	return `E-so refused this lead together with others: ${endSentence(message)} Turn on 'Isolate Refused Leads' to find out which of them is bad, and send these again.`;
}

function describeUnresolved({ kind, message }: GroupRefusal): string {
	return kind === 'tooLarge'
		? `E-so found this lead too large together with others: ${endSentence(message)} Send these again with a smaller 'Batch Size'.`
		: `E-so refused this lead together with others, and the node could not find out which of them is bad: ${endSentence(message)} Correct the leads that are 'refused', and send these again with a smaller 'Batch Size'.`;
}

const TOO_LARGE = 413;

const MAY_BE_STORED = '(An earlier answer was lost, so E-so may have it anyway.)';

const ACCEPTED_LARGER =
	'E-so accepted larger requests, so its size is hardly the reason: send it again.';

const STORED_IN_PART =
	'To find the cause, the node sent it without its custom fields, and E-so accepted that: add them with an update.';

/**
 * Nothing may be lost, not even to a bug in this node: a lead without an entry is reported and
 * never counts as accepted.
 */
const FORGOTTEN: LeadOutcome = {
	kind: 'rejected',
	rejection: {
		code: 'delivery_failed',
		message: 'The node lost track of this lead. Run it again.',
		retryable: true,
	},
};
