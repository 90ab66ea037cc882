import type { ChooseFault, Fault } from './fault';

/** A fault and the share of requests (0 to 1) that it strikes. */
export interface FaultOdds {
	fault: Fault;
	probability: number;
}

const NAMED_FAULTS: ReadonlyMap<string, Fault> = new Map<string, Fault>([
	['rateLimited', { kind: 'rateLimited' }],
	['html', { kind: 'html', statusCode: 200 }],
	['redirect', { kind: 'redirect', statusCode: 302, location: '/elsewhere' }],
	['resetBeforeStore', { kind: 'resetBeforeStore' }],
	['resetAfterStore', { kind: 'resetAfterStore' }],
	['stallHeaders', { kind: 'stallHeaders' }],
	['stallBody', { kind: 'stallBody', stores: true }],
	['truncatedJson', { kind: 'truncatedJson', stores: true }],
	['successFalse', { kind: 'successFalse' }],
	['delay', { kind: 'delay', ms: 3000 }],
]);

/** Reads `NAME:PROBABILITY` texts; throws a sentence when one is malformed or they add up to more than 1. */
export function readFaultOdds(texts: readonly string[]): FaultOdds[] {
	const odds = texts.map(readOne);
	// Odds such as 0.7 and 0.3 may add up to a hair more than 1.
	const total = odds.reduce((sum, { probability }) => sum + probability, 0);
	if (total > 1 + 1e-9) throw new Error('the probabilities of all --fault add up to more than 1');
	return odds;
}

function readOne(text: string): FaultOdds {
	const [name = '', share = '', ...more] = text.split(':');
	const probability = Number(share);
	if (more.length > 0 || share.trim() === '' || !(probability >= 0 && probability <= 1))
		throw new Error(`--fault takes NAME:PROBABILITY with a probability from 0 to 1, not '${text}'`);
	const fault = NAMED_FAULTS.get(name) ?? statusFault(name);
	if (fault !== undefined) return { fault, probability };
	const names = [...NAMED_FAULTS.keys()].join(', ');
	throw new Error(`--fault knows no '${name}': take a status from 400 to 599 or one of ${names}`);
}

function statusFault(name: string): Fault | undefined {
	if (!/^[45]\d\d$/.test(name)) return undefined;
	if (name === '429') return { kind: 'rateLimited' };
	const error = { error: 'EMULATED_FAULT', message: `Emulated status ${name}` };
	return { kind: 'status', statusCode: Number(name), body: error };
}

/** Chooses among the faults by their odds; the same seed (32 bits) makes the same choices in order of arrival. */
export function chooseByOdds(odds: readonly FaultOdds[], seed: number): ChooseFault {
	const random = seededRandom(seed);
	return () => {
		let rest = random();
		for (const { fault, probability } of odds) {
			if (rest < probability) return fault;
			rest -= probability;
		}
		return undefined;
	};
}

/** Numbers from 0 to below 1. Mulberry32: short, and good enough to spoil requests with. */
function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
