import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import type { EsoModel } from './esoModel';
import { answered, lost, page, rateLimited, unauthorized, unavailable } from './replies';
import type { Answer } from './scriptedApi';

/** What can stand between a request and the answer that E-so would give it. */
export interface Fault {
	reply: Reply;
	/** Whether E-so gets to see the request all the same. */
	isReceived: boolean;
}

/** Every kind of fault that leaves the run going. */
export const PASSING_FAULTS: Readonly<Record<string, Fault>> = {
	lostBeforeStoring: { reply: lost(), isReceived: false },
	lostAfterStoring: { reply: lost('socket hang up'), isReceived: true },
	rateLimit: { reply: rateLimited(), isReceived: false },
	rateLimitWithWait: { reply: rateLimited('7'), isReceived: false },
	rateLimitInEnvelope: {
		reply: answered(200, { status: 429, success: false, message: 'Slow' }, { 'retry-after': 2 }),
		isReceived: false,
	},
	outageBeforeStoring: { reply: unavailable(), isReceived: false },
	outageAfterStoring: { reply: unavailable('3', 504), isReceived: true },
	pageBeforeStoring: { reply: page(200), isReceived: false },
	pageAfterStoring: { reply: page(502), isReceived: true },
	cutOffAfterStoring: { reply: answered(201, '{"status":201,"su'), isReceived: true },
	teapot: { reply: answered(418, { message: 'A teapot' }), isReceived: false },
	failureInEnvelope: { reply: answered(200, { success: false }), isReceived: false },
};

/** Every kind of fault that ends it. */
export const ENDING_FAULTS: Readonly<Record<string, Fault>> = {
	badToken: { reply: unauthorized(), isReceived: false },
	forbidden: { reply: page(403), isReceived: false },
	redirect: { reply: page(302), isReceived: false },
	badTokenInEnvelope: {
		reply: answered(200, { status: 401, success: false, message: 'Bad token' }),
		isReceived: false,
	},
};

/** E-so behind faults: the first meets the first request, and so on. */
export function behindFaults(model: EsoModel, faults: ReadonlyArray<Fault | undefined>): Answer {
	return (request) => {
		const fault = faults[request.number - 1];
		if (fault === undefined) return model.answer(request);
		if (fault.isReceived) model.answer(request);
		return fault.reply;
	};
}
