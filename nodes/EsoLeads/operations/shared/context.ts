import { type IExecuteFunctions, NodeOperationError, sleep } from 'n8n-workflow';
import { z } from 'zod/v4';
import { type Connection, readConnection } from '../../api/requests';
import type { Clock } from '../../delivery/ports';
import { parseFieldPath, readField } from '../../lead/fields/fieldPath';
import type { RejectionCode } from '../../lead/refusals';
import { withMessage } from '../../report/errors';
import type { Hint } from '../../report/hints';

/** Aborted when the user stops the execution. */
export function getCancelSignal(context: IExecuteFunctions): AbortSignal {
	return context.getExecutionCancelSignal() ?? NEVER_CANCELLED;
}

const NEVER_CANCELLED = new AbortController().signal;

/** The clock, by n8n's own means: a community node may not use timers. */
export const systemClock: Clock = {
	// The wall clock can be set back; this one never goes backwards.
	now: () => performance.timeOrigin + performance.now(),
	wait: async (ms, signal) => {
		if (signal.aborted) return;
		const sleepers = getSleepers(signal);
		const sleeper = new AbortController();
		sleepers.add(sleeper);
		// Before n8n 2.37, `sleep` takes no signal; the race ends the wait at once there, too.
		await Promise.race([
			sleep(ms, sleeper.signal).catch(() => undefined),
			new Promise<void>((wake) => sleeper.signal.addEventListener('abort', () => wake())),
		]);
		sleepers.delete(sleeper);
	},
};

const sleepersBySignal = new WeakMap<AbortSignal, Set<AbortController>>();

/**
 * All waits on one signal share a listener, because Node warns of a leak if there are more than
 * ten.
 */
function getSleepers(signal: AbortSignal): Set<AbortController> {
	const known = sleepersBySignal.get(signal);
	if (known !== undefined) return known;
	const sleepers = new Set<AbortController>();
	sleepersBySignal.set(signal, sleepers);
	signal.addEventListener('abort', () => {
		for (const sleeper of sleepers) sleeper.abort();
	});
	return sleepers;
}

/** Whether failed items go to n8n's error output. */
export function hasErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

/** Whether an AI agent uses the node; n8n then gives it a type of its own. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Shows each message as a hint on the node's output. */
export function addHints(context: IExecuteFunctions, hints: readonly Hint[]): void {
	for (const hint of hints) {
		const shown = typeof hint === 'string' ? { message: hint } : hint;
		context.addExecutionHints({ ...shown, location: 'outputPane' });
	}
}

/**
 * Why a run cannot begin; nothing is sent. `code` is used to reject the leads if the node must not
 * throw.
 */
export interface SetupFailure {
	kind: 'setupFailure';
	message: string;
	description: string;
	code: RejectionCode;
}

/** The error for a run that cannot begin, unless the node continues on failures. */
export function setupError(
	context: IExecuteFunctions,
	{ message, description }: SetupFailure,
): NodeOperationError {
	return withMessage(new NodeOperationError(context.getNode(), message, { description }), message);
}

/** A run that cannot begin for reasons other than its leads. */
export function setupFailure(message: string, description: string): SetupFailure {
	return { kind: 'setupFailure', message, description, code: 'not_sent' };
}

/** The connection of a run, or why there is none. */
export async function connect(context: IExecuteFunctions): Promise<Connection | SetupFailure> {
	const connection = await readConnection(context);
	return connection.kind === 'connection'
		? connection
		: setupFailure(connection.message, "Correct the credential 'E-so API', then run again.");
}

/** A parameter that may differ from item to item. */
export interface ItemParameter {
	isExpression: boolean;
	/** The value for one item. @throws what the expression throws. */
	at(item: number): unknown;
}

/**
 * Reads a parameter once, or for each item if it is an expression: evaluating one takes up to 0.3
 * ms, which matters for 10,000 items. `name` may be a path into a collection:
 * `options.originField`.
 */
export function readItemParameter(
	context: IExecuteFunctions,
	name: string,
	fallback: string | boolean | number | object,
): ItemParameter {
	const raw = readRawParameter(context, name);
	if (holdsExpression(raw)) {
		return {
			isExpression: true,
			at: rememberLast((item) => context.getNodeParameter(name, item, fallback)),
		};
	}
	const value = context.getNodeParameter(name, 0, fallback);
	return { isExpression: false, at: () => value };
}

/** A parameter as the workflow stores it, without evaluating expressions. */
export function readRawParameter(context: IExecuteFunctions, name: string): unknown {
	return readField(context.getNode().parameters, parseFieldPath(name));
}

/** A collection or a list counts as an expression if anything in it is one. */
function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}

/** All rows of a file ask for the value of the same item. */
function rememberLast(evaluate: (item: number) => unknown): (item: number) => unknown {
	let last: { item: number; value: unknown } | undefined;
	return (item) => {
		if (last?.item !== item) last = { item, value: evaluate(item) };
		return last.value;
	};
}

/** Whether a value is empty: missing, blank text or an empty list. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string'
		? value.trim() === ''
		: Array.isArray(value) && value.length === 0;
}

/** Why an item cannot be read: `error` is what an expression threw for it. */
export function describeNoValue(error: unknown): string {
	const reason = error instanceof Error ? error.message : 'it has no value';
	return `An expression in the node's parameters has no value for this item: ${reason}.`;
}

const pairSchema = z.object({ name: z.unknown().optional(), value: z.unknown().optional() });
const pairsSchema = z.array(pairSchema).catch([]);

/** A name and its value. */
export type Pair = [name: string, value: unknown];

/**
 * Reads the pairs of a collection. Pairs without anything filled in are skipped; a pair with only a
 * value has an empty name.
 */
export function readPairs(pairs: unknown): Pair[] {
	return pairsSchema
		.parse(pairs)
		.map(({ name, value }): Pair => [String(name ?? '').trim(), value])
		.filter(
			([name, value]) => name !== '' || (value !== undefined && value !== null && value !== ''),
		);
}
