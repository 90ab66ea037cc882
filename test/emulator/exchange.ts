import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonAnswer } from './answer';
import { type Api, toAnswer } from './api';
import { type Ending, toEnding, firstHalf } from './ending';
import type { ChooseFault, ChooseReset, Fault } from './fault';
import { enterArrival, enterBody, readLeads, type LoggedRequest } from './requestLog';

/** The state that all exchanges share. */
export interface Emulation {
	api: Api;
	log: LoggedRequest[];
	chooseFault: ChooseFault | undefined;
	resetsOnArrival: ChooseReset;
	latencyMs: number;
	/** Aborted, and replaced, by a reset: exchanges that began before it are cut and store nothing. */
	session: AbortController;
	/** What the callbacks of a test threw: kept, so that it is not taken for an answer of the API. */
	thrown: unknown[];
	onSettled: (request: LoggedRequest) => void;
	softErrors: boolean;
	/** Whether the log keeps bodies once their requests are settled. */
	keepsBodies: boolean;
}

/** Serves one request from its arrival to its end. */
export async function exchange(
	message: IncomingMessage,
	response: ServerResponse,
	emulation: Emulation,
): Promise<void> {
	const { signal } = emulation.session;
	const entry = enterArrival(emulation.log, message);
	const ending = await endingFor(message, entry, emulation, signal);
	play(ending, entry, response, emulation.softErrors);
	emulation.onSettled(entry);
	if (!emulation.keepsBodies) Object.assign(entry, { text: '', body: undefined });
}

async function endingFor(
	message: IncomingMessage,
	entry: LoggedRequest,
	emulation: Emulation,
	signal: AbortSignal,
): Promise<Ending> {
	if (emulation.resetsOnArrival(entry)) {
		entry.fault = 'resetOnArrival';
		return { kind: 'reset' };
	}
	try {
		enterBody(entry, await readBody(message));
		await wait(emulation.latencyMs, signal);
	} catch {
		return { kind: 'reset' }; // The caller hung up within the body, or a reset came.
	}
	try {
		const fault = faultFor(entry, emulation);
		if (fault?.kind === 'delay') await wait(fault.ms, signal);
		return toEnding(fault, () => work(entry, emulation.api));
	} catch (thrown) {
		if (signal.aborted) return { kind: 'reset' };
		emulation.thrown.push(thrown);
		entry.reason = String(thrown);
		return { kind: 'answer', answer: jsonAnswer(500, { error: 'EMULATOR_CALLBACK_THREW' }) };
	}
}

function faultFor(entry: LoggedRequest, { chooseFault }: Emulation): Fault | undefined {
	const { index, method, path } = entry;
	const fault = chooseFault?.({ index, method, path, leads: readLeads(entry) });
	entry.fault = fault?.kind;
	return fault;
}

function work(entry: LoggedRequest, api: Api): ReturnType<typeof toAnswer> {
	const answer = toAnswer(entry, api);
	entry.reason = answer.reason;
	return answer;
}

/** What the API documents as errors. */
const DOCUMENTED_ERRORS: ReadonlySet<number> = new Set([400, 401, 417, 429]);

function play(
	ending: Ending,
	entry: LoggedRequest,
	response: ServerResponse,
	softErrors: boolean,
): void {
	if (ending.kind === 'reset') {
		response.socket?.resetAndDestroy();
		return;
	}
	if (ending.kind === 'stall') {
		if (ending.sent === undefined) return;
		const { statusCode, headers, body } = ending.sent;
		response.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) });
		response.flushHeaders();
		response.write(firstHalf(body));
		return;
	}
	if (response.destroyed) return; // The caller did not wait; what was stored stays stored.
	const { statusCode, headers, body } = ending.answer;
	// Noted before it is sent: who has the answer finds it in the log.
	entry.statusCode = statusCode;
	entry.answeredAt = performance.now();
	const wireStatus = softErrors && DOCUMENTED_ERRORS.has(statusCode) ? 200 : statusCode;
	response.writeHead(wireStatus, { ...headers, 'content-length': Buffer.byteLength(body) });
	response.end(body);
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	if (ms > 0) await sleep(ms, undefined, { signal });
}
