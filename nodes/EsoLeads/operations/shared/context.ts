import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { type Connection, readConnection } from '../../api/connection';
import type { RejectionCode } from '../../lead/refusals';
import type { Hint } from '../../report/hints';

/** Aborted when the user stops the execution. */
export function getCancelSignal(context: IExecuteFunctions): AbortSignal {
	return context.getExecutionCancelSignal() ?? NEVER_CANCELLED;
}

const NEVER_CANCELLED = new AbortController().signal;

/** Whether what failed leaves by the engine's error output. */
export function hasErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

/** Whether an AI agent uses the node: n8n makes a type of its own of it then. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Shows messages on the node's output, a hint each. */
export function addHints(context: IExecuteFunctions, hints: readonly Hint[]): void {
	for (const hint of hints) {
		const shown = typeof hint === 'string' ? { message: hint } : hint;
		context.addExecutionHints({ ...shown, location: 'outputPane' });
	}
}

/**
 * Why a run cannot begin: nothing is sent then. `code` is what the leads are rejected with where
 * the node must not throw.
 */
export interface SetupFailure {
	kind: 'setupFailure';
	message: string;
	description: string;
	code: RejectionCode;
}

/** What is thrown for a run that cannot begin, unless the node continues on failures. */
export function setupError(
	context: IExecuteFunctions,
	{ message, description }: SetupFailure,
): NodeOperationError {
	const failure = new NodeOperationError(context.getNode(), message, { description });
	// The constructor replaces a message in which it finds a code such as ECONNREFUSED by its own.
	failure.message = message;
	return failure;
}

/** A run that cannot begin, through no fault of the leads. */
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
