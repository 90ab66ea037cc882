import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { bulkCreateRequest, type Connection } from '../../api/requests';
import { createTransport } from '../../api/transport';
import { MAX_BODY_BYTES } from '../../delivery/batches';
import type { DeliveryPorts, PostLeads } from '../../delivery/ports';
import type { DeliveryRules, RunFailure } from '../../delivery/run';
import { keepCustomFields, listCustomFields } from '../../lead/prepareLead';
import { readOrigin } from '../../lead/lead';
import { readCountry } from '../../lead/phone/country';
import type { Rejection } from '../../lead/refusals';
import { rejectedItems } from '../../report/report';
import type { BulkOptions } from './bulkFields';
import {
	addHints,
	connect,
	getCancelSignal,
	hasErrorOutput,
	readItemParameter,
	setupError,
	setupFailure,
	type SetupFailure,
	systemClock,
} from './context';
import { checkMappings } from './mapFields';
import { type OptionSet, readOptions } from './options';
import { readConstantNames } from './readLead';
import type { BulkRequestOptions } from './requestOptions';

/** What a run needs to begin. */
export interface BulkSettings<Options extends BulkOptions = BulkOptions> {
	kind: 'settings';
	options: Options;
	/** Undefined if nothing is sent. */
	connection: Connection | undefined;
}

/** Reads and checks the settings of the whole run. */
export async function readBulkSettings<Options extends BulkOptions>(
	context: IExecuteFunctions,
	set: OptionSet<Options>,
): Promise<BulkSettings<Options> | SetupFailure> {
	const options = readOptions(context, set);
	if (options.kind === 'setupFailure') return options;
	const constants = checkConstants(context);
	if (constants !== undefined) return constants;
	if (options.options.checkOnly)
		return { kind: 'settings', options: options.options, connection: undefined };
	const connection = await connect(context);
	if (connection.kind === 'setupFailure') return connection;
	return { kind: 'settings', options: options.options, connection };
}

/** A bad constant would get every lead rejected, so it is reported once, before anything is sent. */
function checkConstants(context: IExecuteFunctions): SetupFailure | undefined {
	const origin = readItemParameter(context, 'origin', 'UPLOAD');
	const country = readItemParameter(context, 'defaultCountry', '');
	const refusal = [
		origin.isExpression ? undefined : readOrigin(origin.at(0)),
		country.isExpression ? undefined : readCountry(country.at(0)),
		readConstantNames(context),
		checkMappings(context),
	].find((reading) => reading?.kind === 'refusal');
	if (refusal === undefined) return undefined;
	const advice = 'Change the parameter, then run again. Nothing was sent.';
	return { ...setupFailure(refusal.message, advice), code: refusal.code };
}

/** The delivery rules, from the node's settings. */
export function deliveryRules(
	context: IExecuteFunctions,
	options: BulkRequestOptions,
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

/** What delivery needs from n8n. */
export function deliveryPorts(
	context: IExecuteFunctions,
	{ options, connection }: { options: BulkRequestOptions; connection: Connection | undefined },
): DeliveryPorts {
	return {
		post: connection === undefined ? postNowhere : createPost(context, connection, options),
		clock: systemClock,
		random: Math.random,
		customFields: { names: listCustomFields, keep: keepCustomFields },
		cancelled: getCancelSignal(context),
	};
}

function createPost(
	context: IExecuteFunctions,
	connection: Connection,
	{ timeoutSeconds, pathPrefix }: BulkRequestOptions,
): PostLeads {
	const makeRequest = createTransport(context, connection, timeoutSeconds * 1_000, systemClock);
	return async (body) => await makeRequest(bulkCreateRequest(body, pathPrefix));
}

/** A dry run does everything a run does except make the request. */
const postNowhere: PostLeads = async () => ({
	kind: 'answered',
	statusCode: 201,
	headers: {},
	body: JSON.stringify({ status: 201, success: true, message: NOT_SENT }),
});
const NOT_SENT = "Not sent, since 'Check Only' is on";

/** Whether the first output is *Accepted*, with one item per lead, and not *Batches*. */
export function givesLeads(context: IExecuteFunctions): boolean {
	return readItemParameter(context, 'output', 'batches').at(0) === 'leads';
}

/** The names of the outputs if the parameter Output is set to leads. */
export const leadOutputs = { parameter: 'output', value: 'leads', names: ['Accepted', 'Rejected'] };

/**
 * Ends a run before anything is sent.
 *
 * @param refused the rejections of items with their own reason, by item index.
 * @throws NodeOperationError unless the node continues on failures.
 */
export function rejectUnstarted(
	context: IExecuteFunctions,
	reason: SetupFailure,
	refused: ReadonlyMap<number, Rejection> = new Map(),
): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw setupError(context, reason);
	const { code, message } = reason;
	const retryable = code === 'not_sent';
	return rejectAll(context, { code, message: `Not sent: ${message}`, retryable }, refused);
}

/** Rejects every item, with its own reason or else with `rejection`. */
export function rejectAll(
	context: IExecuteFunctions,
	rejection: Rejection,
	refused: ReadonlyMap<number, Rejection> = new Map(),
): INodeExecutionData[][] {
	const items = context.getInputData();
	addHints(context, [{ message: rejection.message, type: 'warning' }]);
	const rejections = new Map(
		items.map((_, item) => [item, refused.get(item) ?? rejection] as const),
	);
	const details = { status: 'notSent', leads: items.length };
	const failure = hasErrorOutput(context) ? [{ json: { error: rejection.message, details } }] : [];
	return [failure, [...rejectedItems(items, rejections)]];
}

/**
 * The rejection of an item without an outcome. If it was not read before the run ended, it was not
 * sent; if it was read and is missing, this would be a bug in this node, and E-so may have stored
 * the lead.
 */
export function missingOutcomeRejection(
	wasRead: boolean,
	stopped: RunFailure | undefined,
): Rejection {
	const why = stopped?.message ?? 'the run has ended';
	return wasRead
		? {
				code: 'delivery_failed',
				message: `The node lost track of this lead: ${why}`,
				retryable: true,
			}
		: { code: 'not_sent', message: `Not sent: ${why}`, retryable: true };
}
