/**
 * `npm run dev`: a real n8n with the built node, the emulator and the example workflows, for trying it out by hand in a
 * browser. All of it is gone when it ends.
 */
import { type Emulator, type LoggedRequest, startEmulator } from '../test/emulator/emulator';
import { type CredentialName, storeCredential } from '../test/e2e/n8n/credentials';
import { installation } from '../test/e2e/n8n/installation';
import { CURRENT } from '../test/e2e/n8n/releases';
import { type N8nProcess, startN8n } from '../test/e2e/n8n/server';
import { OWNER, setUpOwner, type Session } from '../test/e2e/n8n/session';
import { exampleNames, importWorkflow, readExample } from '../test/e2e/n8n/workflows';

async function main(): Promise<void> {
	const installed = await installation(CURRENT, console.log);
	console.log(`Starting n8n ${installed.version}, which takes half a minute …`);
	const n8n = await startN8n(installed);
	const emulator = await startEmulator({ onSettled: tell, keepsBodies: false });
	const session = await setUpOwner(n8n.url);
	const { token, url } = emulator;
	const credential = await storeCredential(session, { accessToken: token, baseUrl: url });
	await importExamples(session, credential);
	greet(n8n, emulator);
}

async function importExamples(session: Session, credential: CredentialName): Promise<void> {
	for (const name of exampleNames()) await importWorkflow(session, readExample(name), credential);
}

function greet(n8n: N8nProcess, { url, token }: Emulator): void {
	console.log(
		[
			'',
			`n8n           ${n8n.url}`,
			`  sign in as  ${OWNER.email}, password ${OWNER.password}`,
			`E-so emulator ${url}, access token ${token}`,
			'',
			"The workflows of examples/ are there, with the credential 'E-so account', which leads to the emulator.",
			'Begin with "Import leads into E-so". Requests that reach the emulator are listed here. Ctrl-C ends it all.',
			'',
		].join('\n'),
	);
}

function tell({ method, path, leads, statusCode }: LoggedRequest): void {
	const count = leads > 0 ? ` (${leads} leads)` : '';
	console.log(`${method} ${path}${count} → ${statusCode ?? 'no answer'}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	// n8n and the emulator would keep this process alive; its exit ends them and removes their folder.
	process.exit(1);
});
