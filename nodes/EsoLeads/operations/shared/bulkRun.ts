import type { IExecuteFunctions } from 'n8n-workflow';
import { bulkCreateRequest, type Connection } from '../../api/requests';
import { createTransport } from '../../api/transport';
import type { BatchOutcome } from '../../delivery/outcome';
import type { Clock, DeliveryPorts, PostLeads } from '../../delivery/ports';
import type { DeliveryRules } from '../../delivery/run';
import { MAX_BODY_BYTES, readOrigin } from '../../lead/lead';
import { readCountry } from '../../lead/phone/country';
import { keepCustomFields, listCustomFields } from '../../lead/prepareLead';
import { formatCount, formatQuantity } from '../../lead/wording';
import type { BulkOptions } from './bulkFields';
import {
	connect,
	getCancelSignal,
	readOptions,
	type SetupFailure,
	setupFailure,
	systemClock,
} from './context';
import { checkNamedFields } from './namedFields';
import type { OptionSet } from './options';
import { readItemParameter } from './parameters';
import { namesFields } from './readLead';
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
		namesFields(context) ? checkNamedFields(context) : undefined,
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
export function outputsLeads(context: IExecuteFunctions): boolean {
	return readItemParameter(context, 'output', 'batches').at(0) === 'leads';
}

/** The names of the outputs if the parameter Output is set to leads. */
export const leadOutputs = { parameter: 'output', value: 'leads', names: ['Accepted', 'Rejected'] };

/** Long enough to keep the log short, and short enough to show that the run is alive. */
const INTERVAL_MS = 10_000;

/** Shorter waits, such as yielding to the event loop, are not worth mentioning. */
const MIN_WAIT_MS = 500;

/** Reports the progress of a run in n8n's log, since n8n has no progress bar for a running node. */
export interface ProgressLog {
	/** The same ports, except that waits are counted. */
	ports: DeliveryPorts;
	settle(batch: BatchOutcome): void;
	/** Writes no more lines. */
	end(): void;
}

/**
 * Writes a line every ten seconds: how many leads were accepted of those seen so far, batches,
 * waits.
 *
 * @param seen how many items or rows have been read.
 * @param isChecked whether this is a check in which nothing is sent.
 */
export function startProgressLog(
	context: Pick<IExecuteFunctions, 'logger' | 'getNode'>,
	ports: DeliveryPorts,
	seen: () => number,
	isChecked = false,
): ProgressLog {
	const ended = new AbortController();
	const { name } = context.getNode();
	let accepted = 0;
	let batches = 0;
	const { clock, waits } = countWaits(ports.clock);

	const describe = () =>
		`${name}: ${formatCount(accepted)} of ${formatQuantity(seen(), 'lead')} read so far ${isChecked ? 'checked' : 'accepted'} in ${formatQuantity(batches, 'batch', 'batches')}; ${formatQuantity(waits.begun, 'wait')} for E-so${waits.underWay > 0 ? ', waiting now' : ''}`;

	const writeLines = async () => {
		for (;;) {
			await ports.clock.wait(INTERVAL_MS, ended.signal);
			if (ended.signal.aborted) return;
			context.logger.info(describe());
		}
	};
	void writeLines();

	return {
		ports: { ...ports, clock },
		settle({ outcomes }) {
			batches += 1;
			accepted += outcomes.filter(({ kind }) => kind === 'accepted').length;
		},
		end: () => ended.abort(),
	};
}

/** The same clock, except that it counts the waits that are worth mentioning. */
function countWaits(clock: Clock): { clock: Clock; waits: { begun: number; underWay: number } } {
	const waits = { begun: 0, underWay: 0 };
	return {
		waits,
		clock: {
			now: () => clock.now(),
			async wait(ms, signal) {
				if (ms < MIN_WAIT_MS) return await clock.wait(ms, signal);
				waits.begun += 1;
				waits.underWay += 1;
				try {
					await clock.wait(ms, signal);
				} finally {
					waits.underWay -= 1;
				}
			},
		},
	};
}
