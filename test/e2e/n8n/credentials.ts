import { z } from 'zod/v4';
import type { Session } from './session';

/** What a user enters in the dialog of the credential E-so API. */
export interface EsoCredential {
	accessToken: string;
	baseUrl: string;
}

/** A stored credential, as nodes name it. */
export interface CredentialName {
	id: string;
	name: string;
}

const TYPE = 'esoApi';

const Stored = z.object({ data: z.object({ id: z.string(), name: z.string() }) });

const Verdict = z.object({ data: z.object({ status: z.string(), message: z.string() }) });

/** Stores a credential of any type. */
export async function storeCredentialOfType(
	session: Session,
	credential: { type: string; name: string; data: object },
): Promise<CredentialName> {
	return Stored.parse(await session.post('/rest/credentials', credential)).data;
}

/** Stores a credential E-so API under the name that n8n proposes. */
export async function storeCredential(
	session: Session,
	data: EsoCredential,
): Promise<CredentialName> {
	return await storeCredentialOfType(session, { type: TYPE, name: 'E-so account', data });
}

/** What n8n says when a user saves this credential, in n8n's words: `status` is `OK` or `Error`. */
export async function saveAndTest(session: Session, data: EsoCredential) {
	const credentials = { ...(await storeCredential(session, data)), type: TYPE, data };
	return Verdict.parse(await session.post('/rest/credentials/test', { credentials })).data;
}
