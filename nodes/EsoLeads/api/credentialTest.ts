import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { readApiAnswer } from '../delivery/answer';
import type { Clock, NetworkFailure, Reply } from '../delivery/ports';
import { classifyRead } from '../delivery/singleVerdict';
import type { RetryVerdict } from '../delivery/verdict';
import { endSentence } from '../lead/wording';
import { readLeadPage } from './answers';
import { createRedaction } from './redaction';
import {
	type Connection,
	type EsoRequest,
	listLeadsRequest,
	toConnection,
	USUAL_URL,
} from './requests';
import { readReply, withinTime } from './transport';

/** Short, because a user is waiting in the credential's dialog. */
const TEST_TIMEOUT_MS = 15_000;

/** Asks for one lead: reading changes nothing. */
const TEST_REQUEST = listLeadsRequest({ page: 1, limit: 1, filters: [] }, 'documented');

/**
 * Says whether a run could use the credential: both the credential and E-so's answer are checked as
 * in a run. n8n's generic test would take any page with status 200 for a success, and would show
 * bare codes such as ENOTFOUND.
 */
export async function testCredential(
	context: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
	clock: Clock,
): Promise<INodeCredentialTestResult> {
	const connection = toConnection(data);
	if (connection.kind === 'connectionFailure') return no(`${connection.message}.`);
	const reply = await request(context, connection, TEST_REQUEST, clock);
	const reason =
		reply.kind === 'networkFailure'
			? describeUnreachable(reply)
			: describeVerdict(classifyRead(reply, clock.now()), connection.accessToken);
	return reason === undefined ? { status: 'OK', message: 'Connection successful!' } : no(reason);
}

function no(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/**
 * n8n gives credential tests only its older HTTP helper, which does not know credentials. The
 * options match those of a run: failures are values, redirects are not followed, and an answer is
 * read only up to a plausible size.
 */
async function request(
	context: ICredentialTestFunctions,
	{ baseUrl, accessToken }: Connection,
	{ method, path, maxAnswerBytes }: EsoRequest,
	clock: Clock,
): Promise<Reply> {
	const reply = await withinTime(TEST_TIMEOUT_MS, clock, async (late) => {
		const response: unknown = await context.helpers.request({
			method,
			uri: `${baseUrl}${path}`,
			headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' },
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			timeout: TEST_TIMEOUT_MS,
			useStream: true,
		});
		return await readReply(response, maxAnswerBytes, late);
	});
	return createRedaction(accessToken)(reply);
}

const CHECK_URL = `Check 'Base URL': ${USUAL_URL}.`;

/** What to do if a server gave no answer, by Node's error code. */
const UNREACHABLE: ReadonlyArray<[codes: RegExp, reason: string]> = [
	[
		/ENOTFOUND|EAI_AGAIN/,
		`No server has this address, or n8n has no internet access. ${CHECK_URL}`,
	],
	[/ETIMEDOUT/, `Nothing at this address answered in time. ${CHECK_URL}`],
	[/ECONNREFUSED/, `Nothing answers at this address. ${CHECK_URL}`],
	[/CERT|SSL|TLS|EPROTO/i, `A secure connection to this address is not possible. ${CHECK_URL}`],
];

function describeUnreachable({ message, code = message }: NetworkFailure): string {
	const known = UNREACHABLE.find(([codes]) => codes.test(code));
	return known === undefined
		? `E-so could not be reached, so the token was not checked: ${endSentence(message)} Test again in a minute, then check 'Base URL'.`
		: known[1];
}

const NOT_ESO = `What answers at this address is not the E-so API. ${CHECK_URL}`;

/** Why a run could not use such an answer; undefined for E-so's own list of leads. */
function describeVerdict(
	verdict: ReturnType<typeof classifyRead>,
	accessToken: string,
): string | undefined {
	switch (verdict.kind) {
		case 'accepted':
			return isListOfLeads(verdict.answer) ? undefined : NOT_ESO;
		case 'stop':
		case 'notFound':
			return describeStop(verdict.statusCode, accessToken);
		case 'retry':
			return describeRetry(verdict);
		case 'refused':
		case 'failed':
			return `E-so answered with status ${verdict.statusCode}, so the token was not checked: ${verdict.message}`;
	}
}

/** The shape of the list is not public, so an answer that calls itself a success counts, too. */
function isListOfLeads(answer: unknown): boolean {
	return readLeadPage(answer).kind === 'page' || readApiAnswer(answer)?.says === 'yes';
}

function describeStop(statusCode: number, accessToken: string): string {
	if (statusCode === 401) return describeUnknownToken(accessToken);
	if (statusCode === 403)
		return "E-so, or a firewall in front of it, does not let this access token read leads (status 403). Check in E-so what the token may do, and 'Base URL'.";
	if (statusCode >= 300 && statusCode < 400)
		return `This address redirects to another one (status ${statusCode}), and the token is not sent there. ${CHECK_URL}`;
	return `There is no E-so API at this address (status ${statusCode}). ${CHECK_URL}`;
}

/**
 * Observed: tokens of this API begin with `eSt`, and the ID in the link that sends a template
 * begins with `cm`. Neither is documented, so the message mentions it, but nothing is refused
 * because of it.
 */
function describeUnknownToken(accessToken: string): string {
	const generate = "Generate a new one in E-so and paste it into 'Access Token'.";
	if (accessToken.startsWith('eSt'))
		return `E-so does not accept this access token: it is mistyped, deleted or expired. ${generate}`;
	const kind = accessToken.startsWith('cm') ? 'it looks like' : 'it may be';
	return `E-so does not accept this access token: ${kind} the ID from a template's send link ('cm…'). The token of the leads API usually begins with 'eSt'. ${generate}`;
}

function describeRetry({ statusCode, isRateLimit, message }: RetryVerdict): string {
	if (isRateLimit)
		return 'E-so limits how often it can be called (status 429), so the token was not checked. Test again in a minute.';
	return statusCode !== undefined && statusCode >= 400
		? `E-so cannot answer at the moment (status ${statusCode}), so the token was not checked. Test again in a minute.`
		: `${NOT_ESO} (${message})`;
}
