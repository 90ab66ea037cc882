/**
 * `npm run pictures`: takes the pictures of the documentation anew, in a real n8n and Chromium, step by step as a person goes:
 * find the node, its credential, the field with the number, the country, a check, the run. Look at each of them afterwards.
 * `-- --into=FOLDER` takes them into another folder.
 */
import { parseArgs } from 'node:util';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { CHROMIUM, provide } from './debian';
import { type Browser, openBrowser } from './editor/browser';
import { Editor } from './editor/editor';
import { PICTURES, takePicture } from './editor/pictures';
import { installation } from './n8n/installation';
import { CURRENT } from './n8n/releases';
import { startN8n } from './n8n/server';
import { setUpOwner } from './n8n/session';
import { importWorkflow, readExample, type WorkflowFile } from './n8n/workflows';

/** The width of most laptops; n8n's three panels fit in with a table in one of them. */
const VIEWPORT = { width: 1440, height: 860 };

/** A workflow with nothing but a trigger that holds people with twelve columns. */
function peopleToImport(): WorkflowFile {
	const { nodes, pinData, settings } = readExample('bulk-create');
	const trigger = nodes.filter(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	return { name: 'Import leads', nodes: trigger, connections: {}, pinData, settings };
}

/** It is entered in its dialog. */
const NO_CREDENTIAL = { id: '', name: '' };

/** What the pictures are taken of. */
interface Scene {
	emulator: Emulator;
	browser: Browser;
	editor: Editor;
	picture(name: string): Promise<void>;
}

async function showNodePanel({ editor, picture }: Scene): Promise<void> {
	await editor.openNodePanel();
	await editor.searchNode('e-so');
	await editor.listedNode('E-so Leads').waitFor();
	await picture('search');
	await editor.addNode('E-so Leads', 'Create many leads');
}

async function showCredential({ editor, emulator, picture }: Scene): Promise<void> {
	await editor.createFirstCredential();
	await editor.part('editCredential-modal').waitFor();
	await picture('credential');
	await editor.fillIn('accessToken', emulator.token);
	await editor.fillIn('baseUrl', emulator.url);
	await editor.saveCredential();
	// n8n closes the dialog once the credential has passed its test.
	await editor.part('editCredential-modal').waitFor({ state: 'hidden' });
}

async function showParameters({ browser, editor, picture }: Scene): Promise<void> {
	await editor.dragField('Mobile', 'contactNumberField');
	await picture('drag');
	await editor.drop();
	await editor.typeInto('defaultCountry', 'Ind');
	await editor.options.getByText(/^India \(/).waitFor();
	await picture('country');
	await editor.options.getByText(/^India \(/).click();
	await editor.addOption('Check Only');
	await editor.flip('checkOnly');
	await editor.choose('output', 'One Item per Accepted Lead');
	await editor.executeStep();
	await browser.page.getByText('checked').first().waitFor();
	await picture('check-only');
}

async function showRun({ browser, editor, picture }: Scene): Promise<void> {
	await editor.flip('checkOnly');
	await editor.choose('output', 'One Item per Batch');
	await editor.executeStep();
	await browser.page.getByText('New Contacts successfully added!').first().waitFor();
	await picture('batches');
	await editor.showOutput(1);
	await browser.page.getByText('invalid_contact_number').first().waitFor();
	await picture('rejected');
	await editor.closeNode();
	await picture('canvas');
}

async function main(into: string): Promise<void> {
	provide([CHROMIUM], console.log);
	const emulator = await startEmulator();
	const server = await startN8n(await installation(CURRENT, console.log));
	const session = await setUpOwner(server.url);
	const browser = await openBrowser(server, VIEWPORT);
	const editor = new Editor(browser.page);
	const scene: Scene = {
		emulator,
		browser,
		editor,
		picture: async (name) => console.log(await takePicture(browser.page, name, into)),
	};
	try {
		const { id } = await importWorkflow(session, peopleToImport(), NO_CREDENTIAL);
		await editor.openWorkflow(id);
		for (const show of [showNodePanel, showCredential, showParameters, showRun]) await show(scene);
	} finally {
		await browser.close();
		await server.close();
		await emulator.close();
	}
}

const { values } = parseArgs({ options: { into: { type: 'string', default: PICTURES } } });

main(values.into).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
