import './virtualTime';
import { startEmulator, type Emulator, type Fault } from '../emulator/emulator';
import { enterBody } from '../emulator/requestLog';
import { faultAt, type DrawnFault } from './draw/faults';
import type { Ordeal } from './draw/ordeals';
import { answerTo, type Answer } from './model/answer';
import type { OpenRequests } from './openRequests';
import { START } from './virtualTime';

/** Appears nowhere else: whatever holds it has leaked it. */
export const TOKEN = 'lab-7f3a9c-token';

/** E-so on the day of an ordeal. */
export interface Server {
	emulator: Emulator;
	/** From now on nothing goes wrong any more. What E-so refuses, and how large a body may be, stays. */
	endFaults(): void;
	/** Waits until no request is left that E-so has yet to work on. */
	rest(): Promise<void>;
	/** What all requests came to, in order of arrival. */
	answers(): Answer[];
}

/** What of an ordeal is E-so's part. */
export type BadDay = Pick<
	Ordeal,
	'faults' | 'expiresAt' | 'refusals' | 'refusesAll' | 'softErrors' | 'maxBodyBytes' | 'latencyMs'
>;

const EXPIRED: Fault = {
	kind: 'status',
	statusCode: 401,
	body: { status: 401, message: 'UnAuthorized Access-Token!', success: false },
};

export async function startServer(ordeal: BadDay, requests: OpenRequests): Promise<Server> {
	let isOver = false;
	let settled = 0;
	let refused = 0;
	const faults = new Map<number, Fault | undefined>();
	const arrivals = new Map<number, number>();

	const drawnFault = (index: number): DrawnFault | undefined => {
		if (isOver) return undefined;
		return index >= (ordeal.expiresAt ?? Infinity) ? EXPIRED : ordeal.faults[index];
	};
	const emulator = await startEmulator({
		token: TOKEN,
		latencyMs: ordeal.latencyMs,
		maxBodyBytes: ordeal.maxBodyBytes ?? Infinity,
		softErrors: ordeal.softErrors,
		refuses: (lead) =>
			ordeal.refusesAll?.replace('#', String((refused += 1))) ??
			ordeal.refusals.get(getNumber(lead)),
		fault: ({ index }) => {
			const fault = faultAt(drawnFault(index), START + performance.now());
			faults.set(index, fault);
			return fault;
		},
		resetsOnArrival: ({ index }) => drawnFault(index)?.kind === 'resetOnArrival',
		onSettled: (entry) => {
			const { index, fault } = entry;
			settled += 1;
			arrivals.set(index, emulator.requests.length);
			// The emulator did not read it; what it was about the node's end of the connection knows.
			if (fault === 'resetOnArrival') enterBody(entry, requests.bodySent());
			if (fault === 'stallHeaders' || fault === 'stallBody') requests.park();
		},
	});

	return {
		emulator,
		endFaults() {
			isOver = true;
		},
		async rest() {
			while (settled < emulator.requests.length)
				await new Promise((resolve) => setTimeout(resolve, 1_000));
		},
		answers: () =>
			emulator.requests.map((request) =>
				answerTo(request, faults.get(request.index), arrivals.get(request.index) ?? 0),
			),
	};
}

/** Under whichever key it stands. */
function getNumber(lead: Record<string, unknown>): number {
	const key = Object.keys(lead).find((name) => name.startsWith('contact-')) ?? 'contact_number';
	return Number(lead[key]);
}
