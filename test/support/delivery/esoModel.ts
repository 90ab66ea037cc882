import { accepted, answered, NUMBER_REQUIRED, refused, tooLarge } from './replies';
import type { Answer, SentLead } from './scriptedApi';

/** How a model of E-so judges. */
export interface ModelRules {
	/** Contact numbers that are refused, each with what E-so says. */
	refuses: ReadonlyMap<string, string>;
	refusalStatus: number;
	/** Whether a refusal comes in a 200 that names its status in the body. */
	hasEnvelope: boolean;
	maxBodyBytes: number;
}

/** E-so as far as bulk create goes: it takes all leads of a request, or none. */
export interface EsoModel {
	answer: Answer;
	/** Contact numbers that E-so has. */
	stored: ReadonlySet<string>;
}

/** An E-so without any leads. */
export function createEsoModel(rules: Partial<ModelRules> = {}): EsoModel {
	const { refuses, refusalStatus = 400, hasEnvelope = false, maxBodyBytes = Infinity } = rules;
	const stored = new Set<string>();
	const getRefusal = (leads: readonly SentLead[]) =>
		leads.map((lead) => refuses?.get(lead.contact_number)).find((said) => said !== undefined);
	return {
		stored,
		answer({ body, leads }) {
			if (Buffer.byteLength(body) > maxBodyBytes) return tooLarge();
			const message = getRefusal(leads);
			if (message === undefined) {
				for (const lead of leads) stored.add(lead.contact_number);
				return accepted();
			}
			return hasEnvelope
				? answered(200, { status: refusalStatus, success: false, message })
				: refused(message, refusalStatus);
		},
	};
}

/** Refuses the given contact numbers, all in the documented words. */
export function refusing(numbers: Iterable<string>): Map<string, string> {
	return new Map([...numbers].map((number) => [number, NUMBER_REQUIRED]));
}
