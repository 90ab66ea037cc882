import { type Browser, openBrowser } from './editor/browser';
import { Editor } from './editor/editor';
import { releasesToTry } from './n8n/releases';
import { importWorkflow, readExample, type WorkflowFile } from './n8n/workflows';
import { n8nSuite } from './n8nSuite';
import { waitFor } from './waiting';

/** A workflow with nothing but a trigger that holds the people of the first example: few fields, to fit into a picture. */
function peopleToImport(): WorkflowFile {
	const { nodes, pinData, settings } = readExample('bulk-create');
	const trigger = nodes.filter(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	const people = Object.entries(pinData).map(([name, items]) => [
		name,
		items.map(({ json: { Name, Mobile, City } }) => ({ json: { Name, Mobile, City } })),
	]);
	return {
		name: 'Import leads',
		nodes: trigger,
		connections: {},
		pinData: Object.fromEntries(people),
		settings,
	};
}

// The steps of one person, in their order.
describe.each(releasesToTry())('in the editor of n8n $version, a person', (release) => {
	const n8n = n8nSuite(release);
	let browser: Browser;
	let editor: Editor;

	const seen = async (text: string | RegExp) =>
		await browser.page.getByText(text).filter({ visible: true }).first().waitFor();

	beforeAll(async () => {
		browser = await openBrowser(n8n.server);
		editor = new Editor(browser.page);
		const { id } = await importWorkflow(n8n.session, peopleToImport(), n8n.credential);
		await editor.openWorkflow(id);
	});
	afterAll(async () => await browser?.close());

	test('finds the node by what it is for, first of all by "eso" and "e-so", and adds it by its action', async () => {
		await editor.openNodePanel();
		// n8n 2 puts its own popular nodes above any other for "crm": Zoho CRM, Chat.
		for (const words of ['crm', 'whatsapp', 'whatsapp leads', 'import contacts', 'easy social']) {
			await editor.searchNode(words);
			await editor.listedNode('E-so Leads').waitFor();
		}
		await editor.searchNode('eso');
		await editor.firstListed('E-so Leads').waitFor();
		await editor.searchNode('e-so');
		await editor.listedNode('E-so Leads').waitFor();
		await editor.addNode('E-so Leads', 'Create many leads');
		await seen('Contact Number Field');
	});

	test('is told in the dialog of the credential that the token is mistyped; the right one is then tried and kept', async () => {
		await editor.createCredential();
		await editor.fillIn('accessToken', 'mistyped');
		await editor.fillIn('baseUrl', n8n.emulator.url);
		await editor.saveCredential();
		await browser.page.getByText('More details').click();
		await seen(/does not accept this access token|Authorization failed/);
		await editor.fillIn('accessToken', n8n.emulator.token);
		await editor.saveCredential();
		await waitFor(
			'the test of the credential',
			10,
			async () => n8n.emulator.requests.at(-1)?.statusCode === 200 || undefined,
		);
		await editor.closeCredential();
	});

	test('drags a field onto Contact Number Field, which takes its name', async () => {
		await editor.dragField('Mobile', 'contactNumberField');
		await editor.drop();
		const field = editor.parameter('contactNumberField').locator('input');
		await waitFor(
			'the name of the field',
			10,
			async () => (await field.inputValue()) === 'Mobile' || undefined,
		);
	});

	test('types "Ind", and the arrow and Enter choose India', async () => {
		await editor.typeInto('defaultCountry', 'Ind');
		await editor.options.getByText('Indonesia (ID, +62)').waitFor();
		expect(await editor.options.allInnerTexts()).toEqual([
			'India (IN, +91)',
			'Indonesia (ID, +62)',
			'British Indian Ocean Territory (IO, +246)',
		]);
		// n8n's lists mark no entry until an arrow is pressed.
		await browser.page.keyboard.press('ArrowDown');
		await browser.page.keyboard.press('Enter');
		const country = editor.parameter('defaultCountry').locator('input');
		await waitFor(
			'the country',
			10,
			async () => (await country.inputValue()) === 'India (IN, +91)' || undefined,
		);
	});

	test('runs the node, and reads the sums, the batches and the rejected leads', async () => {
		await editor.executeStep();
		await seen('3 of 6 leads accepted in 1 batch; 2 rejected, 1 duplicate');
		await seen('New Contacts successfully added!');
		await editor.showOutput(1);
		await seen('invalid_contact_number');
		expect([...n8n.emulator.store.keys()]).toEqual(['8192829284', '8104455661', '8031234567']);
	});

	test('sees the icon of the theme on the canvas', async () => {
		await editor.closeNode();
		const icon = editor.part('canvas-default-node').locator('img');
		const address = async () => (await icon.getAttribute('src')) ?? '';
		expect(await address()).toMatch(/eso\.svg$/);
		await browser.showIn('dark');
		await waitFor(
			'the dark icon',
			10,
			async () => (await address()).endsWith('eso.dark.svg') || undefined,
		);
	});
});
