import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether what failed leaves by the engine's error output. */
export function hasErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

/** Whether an AI agent uses the node: n8n makes a type of its own of it then. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Shows messages on the node's output, a hint each. */
export function addHints(context: IExecuteFunctions, messages: readonly string[]): void {
	for (const message of messages) context.addExecutionHints({ message, location: 'outputPane' });
}
