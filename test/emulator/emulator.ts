import { once, setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AnswerShapes, USUAL_SHAPES } from './answerShapes';
import { type Emulation, exchange } from './exchange';
import type { ChooseFault, ChooseReset } from './fault';
import { type LeadRecord, LeadStore, type StoredLead } from './leadStore';
import { type RateLimit, RateLimiter } from './rateLimiter';
import type { LoggedRequest } from './requestLog';
import type { RefuseLead } from './routes/route';
import { type Tag, USUAL_TAGS } from './tag';

export type { AnswerShapes } from './answerShapes';
export type { ArrivingRequest, ChooseFault, ChooseReset, Fault, FaultyRequest } from './fault';
export type { LeadRecord, StoredLead } from './leadStore';
export type { RateLimit } from './rateLimiter';
export type { LoggedRequest } from './requestLog';
export type { Tag } from './tag';

/** How the emulator behaves beyond what the API's page says. */
export interface EmulatorOptions {
	/** 0, the default, takes a free one. */
	port?: number;
	token?: string;
	/** Silence before every answer, in milliseconds. */
	latencyMs?: number;
	/** A larger body is answered with 413. No limit is documented; assumed: none. */
	maxBodyBytes?: number;
	/** A message refuses the lead, and with it the whole request (400 with this message). */
	refuses?: RefuseLead;
	/** The business's tags; three where none are given. */
	tags?: readonly Tag[];
	/** How the answers look that no page shows; what is not given is as usual. */
	shapes?: Partial<AnswerShapes>;
	rateLimit?: RateLimit;
	fault?: ChooseFault;
	resetsOnArrival?: ChooseReset;
	/** The documented errors come with status 200, as some services send theirs (assumed); the log has their own. */
	softErrors?: boolean;
	/** From then on every request is answered with 401. */
	expiresAfterRequests?: number;
	/** Called once for each request: answered, cut or left to stall. */
	onSettled?: (request: LoggedRequest) => void;
	/** Whether the log keeps the bodies of settled requests; default true. A long run without them needs little memory. */
	keepsBodies?: boolean;
}

/** A running emulator. */
export interface Emulator {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	url: string;
	token: string;
	/** The business's leads by contact number. */
	store: ReadonlyMap<string, StoredLead>;
	/** The business's leads with their ids and tags, in the order in which they were added. */
	records(): LeadRecord[];
	/** In order of arrival: `requests[n].index` is `n`. */
	requests: readonly LoggedRequest[];
	/** Replaces the choice of faults. */
	setFault(fault: ChooseFault | undefined): void;
	/** Replaces the shapes of answers; what is not given is as usual. */
	setShapes(shapes: Partial<AnswerShapes>): void;
	/** Empties store and log and forgets the rate; requests under way are cut. The choice of faults and shapes stays. */
	reset(): void;
	/** Cuts every connection and frees the port. Throws what a callback of the test threw meanwhile. */
	close(): Promise<void>;
}

/** Starts the emulator on the loopback address. Rejects with the system's error (`EADDRINUSE`) when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const emulation = createEmulation(options);
	const server = createServer((message, response) => {
		exchange(message, response, emulation).catch((thrown: unknown) => {
			emulation.thrown.push(thrown);
			response.destroy();
		});
	});
	server.listen(options.port ?? 0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${getPort(server)}`,
		token: emulation.api.token,
		store: emulation.api.leads.byContactNumber,
		records: () => emulation.api.leads.all(),
		requests: emulation.log,
		setFault: (fault) => {
			emulation.chooseFault = fault;
		},
		setShapes: (shapes) => {
			emulation.api.shapes = { ...USUAL_SHAPES, ...shapes };
		},
		reset: () => reset(emulation),
		close: () => close(server, emulation),
	};
}

function createEmulation(options: EmulatorOptions): Emulation {
	return {
		api: {
			token: options.token ?? 'emulator-access-token',
			maxBodyBytes: options.maxBodyBytes ?? Infinity,
			expiresAfterRequests: options.expiresAfterRequests ?? Infinity,
			rateLimiter: options.rateLimit && new RateLimiter(options.rateLimit),
			leads: new LeadStore(),
			tags: options.tags ?? USUAL_TAGS,
			shapes: { ...USUAL_SHAPES, ...options.shapes },
			refuses: options.refuses ?? (() => undefined),
		},
		log: [],
		chooseFault: options.fault,
		resetsOnArrival: options.resetsOnArrival ?? (() => false),
		latencyMs: options.latencyMs ?? 0,
		session: newSession(),
		thrown: [],
		onSettled: options.onSettled ?? (() => undefined),
		softErrors: options.softErrors ?? false,
		keepsBodies: options.keepsBodies ?? true,
	};
}

function reset(emulation: Emulation): void {
	emulation.session.abort();
	emulation.session = newSession();
	emulation.log.length = 0;
	emulation.api.leads.reset();
	emulation.api.rateLimiter?.reset();
}

function newSession(): AbortController {
	const session = new AbortController();
	setMaxListeners(0, session.signal); // Any number of requests may wait at the same time.
	return session;
}

async function close(server: Server, emulation: Emulation): Promise<void> {
	emulation.session.abort();
	if (server.listening) {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	}
	if (emulation.thrown.length > 0) throw emulation.thrown[0];
}

function getPort(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	return address.port;
}
