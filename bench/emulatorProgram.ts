/** The emulator in a process of its own, so that its work is not counted as the contenders'. */
import {
	type ChooseFault,
	type Emulator,
	type Fault,
	startEmulator,
} from '../test/emulator/emulator';

export interface EmulatorReady {
	url: string;
	token: string;
}

/** What arrived since the last question. */
export interface Arrivals {
	requests: number;
	leads: number;
	/** Requests that were answered with 429. */
	rateLimited: number;
}

/** One request in fifty fails, in turn in each way. */
const chooseFault: ChooseFault = ({ index }) =>
	index % 50 === 49 ? FAULTS[Math.floor(index / 50) % FAULTS.length] : undefined;

const FAULTS: readonly Fault[] = [
	{ kind: 'status', statusCode: 503 },
	{ kind: 'resetAfterStore' },
	{ kind: 'html', statusCode: 502 },
];

async function main(): Promise<void> {
	const [, , latency = '0', weather, requestsASecond, retryAfter] = process.argv;
	const emulator: Emulator = await startEmulator({
		latencyMs: Number(latency),
		keepsBodies: false,
		...(weather === 'faulty' && { fault: chooseFault }),
		...(requestsASecond !== undefined && {
			rateLimit: {
				requests: Number(requestsASecond),
				perMs: 1_000,
				retryAfter: retryAfter === 'seconds' ? retryAfter : 'none',
			},
		}),
	});
	process.on('message', () => {
		const { requests, store } = emulator;
		const rateLimited = requests.filter(({ statusCode }) => statusCode === 429).length;
		const arrivals: Arrivals = { requests: requests.length, leads: store.size, rateLimited };
		emulator.reset();
		process.send?.(arrivals);
	});
	const ready: EmulatorReady = { url: emulator.url, token: emulator.token };
	process.send?.(ready);
}

void main();
process.once('disconnect', () => process.exit());
