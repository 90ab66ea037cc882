import { type IExecuteFunctions, sleep } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { type Connection, readConnection } from '../../api/requests';
import type { Clock } from '../../delivery/ports';
import { parseFieldPath, readField } from '../../lead/fields/fieldPath';
import type { RejectionCode } from '../../lead/refusals';
import { listNames } from '../../lead/wording';
import type { Hint } from '../../report/hints';
import type { OptionSet } from './options';

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

/**
 * Shows each message as a hint on the node's output. A version of n8n that cannot show hints must
 * not lose what became of the leads.
 */
export function addHints(context: IExecuteFunctions, hints: readonly Hint[]): void {
	try {
		for (const hint of hints) {
			const shown = typeof hint === 'string' ? { message: hint } : hint;
			context.addExecutionHints({ ...shown, location: 'outputPane' });
		}
	} catch {
		// The items and their reasons come out all the same.
	}
}

/**
 * Whether a failure may be thrown: not where the node continues, nor in a stopped execution, which
 * returns what it has (the engine marks it as canceled by itself).
 */
export function mayThrow(context: IExecuteFunctions): boolean {
	return !context.continueOnFail() && !getCancelSignal(context).aborted;
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

/** A run that cannot begin for reasons other than its leads. */
export function setupFailure(message: string, description: string): SetupFailure {
	return { kind: 'setupFailure', message, description, code: 'not_sent' };
}

/** Valid options. */
export interface ReadOptions<Options> {
	kind: 'options';
	options: Options;
}

/** Reads the options of the whole run, with defaults for those that are not set. */
export function readOptions<Options>(
	context: IExecuteFunctions,
	{ schema, collections }: OptionSet<Options>,
): ReadOptions<Options> | SetupFailure {
	const fields = collections.flatMap((collection) =>
		collection.options.map((field) => ({ collection: collection.name, ...field })),
	);
	// One by one, because a collection may also hold parameters that are read for each item.
	const values = fields
		.filter(({ collection, name }) => name in schema.shape && isSet(context, collection, name))
		.map(({ collection, name }) => [name, context.getNodeParameter(`${collection}.${name}`, 0)]);
	const options = schema.safeParse(Object.fromEntries(values));
	if (options.success) return { kind: 'options', options: options.data };
	const [issue] = options.error.issues;
	const wrong = fields.filter(({ name }) => name === issue?.path[0]);
	return setupFailure(
		`${listNames(wrong.map(({ displayName }) => displayName))} cannot be used: ${describeIssue(issue)}`,
		'Change the option, then run again. Nothing was sent.',
	);
}

/** What an option must be, in the words of the editor instead of the schema's own. */
function describeIssue(issue: z.core.$ZodIssue | undefined): string {
	if (issue?.code === 'invalid_value')
		return `it must be one of ${listNames(issue.values.map(String))}`;
	if (issue?.code === 'invalid_type' && issue.expected === 'boolean')
		return 'it must be true or false';
	if (issue?.code === 'invalid_type' && issue.expected === 'string') return 'it must be text';
	return issue?.message ?? 'it has another value';
}

function isSet(context: IExecuteFunctions, collection: string, name: string): boolean {
	const set = readField(context.getNode().parameters, parseFieldPath(collection));
	return Object.hasOwn(Object(set), name);
}

/** The connection of a run, or why there is none. */
export async function connect(context: IExecuteFunctions): Promise<Connection | SetupFailure> {
	const connection = await readConnection(context);
	return connection.kind === 'connection'
		? connection
		: setupFailure(connection.message, "Correct the credential 'E-so API', then run again.");
}
