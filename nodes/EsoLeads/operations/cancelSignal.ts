import type { IExecuteFunctions } from 'n8n-workflow';

/** Aborted when the user stops the execution. */
export function cancelSignalOf(context: IExecuteFunctions): AbortSignal {
	return context.getExecutionCancelSignal() ?? NEVER;
}

const NEVER = new AbortController().signal;
