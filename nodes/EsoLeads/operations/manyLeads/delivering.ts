import type { IExecuteFunctions } from 'n8n-workflow';
import { MAX_BODY_BYTES } from '../../delivery/body';
import type { DeliveryPorts, DeliveryRules } from '../../delivery/run';
import { bulkCreateRequest } from '../../requests';
import { systemClock } from '../../systemClock';
import { createTransport } from '../../transport';
import { cancelSignalOf } from '../cancelSignal';
import type { ManyLeadsOptions } from './options';
import type { Settings } from './settings';

/** How the node is set to deliver. */
export function deliveryRules(
	context: IExecuteFunctions,
	options: ManyLeadsOptions,
): DeliveryRules {
	return {
		batchSize: options.batchSize,
		concurrency: options.concurrency,
		maxBodyBytes: MAX_BODY_BYTES,
		maxRetries: options.maxRetries,
		maxWaitMs: options.maxWaitMinutes * 60_000,
		isolate: options.isolate,
		stopOnFailure: !context.continueOnFail(),
	};
}

/** What n8n lends delivery. */
export function deliveryPorts(
	context: IExecuteFunctions,
	{ options, connection }: Settings,
): DeliveryPorts {
	const timeoutMs = options.timeoutSeconds * 1_000;
	const makeRequest = createTransport(context, connection, timeoutMs, systemClock);
	return {
		post: async (body) => await makeRequest(bulkCreateRequest(body, options.pathPrefix)),
		clock: systemClock,
		random: Math.random,
		cancelled: cancelSignalOf(context),
	};
}
