import { sleep, type IExecuteFunctions, type IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Clock } from './delivery/clock';
import type { PostLeads, Reply } from './delivery/reply';

/** Documented: the page of May 2026. An older page prints `/api/engage/v1/leads/bulk-create`. */
const BULK_CREATE_PATH = '/api/v1/leads/bulk-create';

/** What n8n's HTTP helper returns with `returnFullResponse`. */
const responseSchema = z.object({
	statusCode: z.number(),
	headers: z.record(z.string(), z.unknown()).catch({}),
	body: z.unknown(),
});

/** A network fault as n8n reports it: a NodeApiError whose fields differ from fault to fault. */
const faultSchema = z.object({ message: z.string(), code: z.string().optional().catch(undefined) });

/**
 * Posts leads through n8n's HTTP helper: that brings n8n's proxy settings, its credentials and its
 * Stop button.
 *
 * The options are built anew for each request, since the helper writes the token into them.
 */
export function createPostLeads(
	context: IExecuteFunctions,
	baseUrl: string,
	timeoutMs: number,
): PostLeads {
	return async (body) => {
		const options: IHttpRequestOptions = {
			method: 'POST',
			url: `${baseUrl}${BULK_CREATE_PATH}`,
			body,
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
			returnFullResponse: true,
			// HTTP failures are then values, and a 401 is not sent twice.
			ignoreHttpStatusErrors: true,
			// The token would follow a redirect to another host.
			disableFollowRedirect: true,
			timeout: timeoutMs,
		};
		try {
			return readResponse(
				await context.helpers.httpRequestWithAuthentication.call(context, 'esoApi', options),
			);
		} catch (error) {
			return { kind: 'unanswered', message: describeFault(error) };
		}
	};
}

function readResponse(response: unknown): Reply {
	const read = responseSchema.safeParse(response);
	return read.success
		? { kind: 'answered', ...read.data }
		: { kind: 'unanswered', message: 'The answer could not be read' };
}

/** Only the message and the code: the error itself carries the request, and with it the token. */
function describeFault(error: unknown): string {
	const fault = faultSchema.safeParse(error);
	if (!fault.success) return 'The connection broke';
	const { message, code } = fault.data;
	return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}

/** Time by n8n's own means: a community node may not use timers of its own. */
export const systemClock: Clock = {
	// The wall clock can be set back; this one cannot.
	now: () => performance.timeOrigin + performance.now(),
	wait: async (ms, signal) => {
		if (signal.aborted) return;
		// Before n8n 2.37 `sleep` takes no signal: racing it ends the wait at once there too.
		let wake = () => {};
		const aborted = new Promise<void>((resolve) => {
			wake = resolve;
			signal.addEventListener('abort', wake, { once: true });
		});
		await Promise.race([sleep(ms, signal).catch(() => undefined), aborted]);
		signal.removeEventListener('abort', wake);
	},
};
