import type { Locator, Page } from 'playwright-core';

/** What a person does in n8n's editor. Parts are found by n8n's own `data-test-id`. */
export class Editor {
	constructor(private readonly page: Page) {}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** Presses the plus behind the only node. */
	async openNodePanel(): Promise<void> {
		await this.part('canvas-handle-plus').first().click();
	}

	async searchNode(text: string): Promise<void> {
		await this.part('node-creator-search-bar').fill(text);
	}

	/** Adds a node by one of its actions, which opens it. */
	async addNode(name: string, action: string): Promise<void> {
		await this.listedNode(name).click();
		await this.listedNode(action).click();
		await this.part('ndv-input-panel').waitFor();
	}

	/** Opens the dialog of a new credential from the open node. */
	async createCredential(): Promise<void> {
		await this.part('node-credentials-select').click();
		await this.part('node-credentials-select-item-new').click();
	}

	/** Opens that dialog where n8n has no credential of the kind yet. */
	async createFirstCredential(): Promise<void> {
		await this.page.getByRole('button', { name: 'Connect to E-so' }).click();
	}

	/** Fills a text parameter of the dialog or the node in. */
	async fillIn(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input').fill(text);
	}

	/** Saves and so tests the credential of the dialog, which n8n 2.x then closes. */
	async saveCredential(): Promise<void> {
		await this.part('credential-save-button').click();
	}

	async closeCredential(): Promise<void> {
		const dialog = this.part('editCredential-modal');
		if (await dialog.isVisible()) await this.page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Takes a field of the input panel by the mouse, and holds it over a parameter. */
	async dragField(field: string, parameter: string): Promise<void> {
		const pill = this.part('run-data-schema-node-name').and(
			this.page.locator(`[data-name="${field}"]`),
		);
		await pill.hover();
		await this.page.mouse.down();
		const { x, y } = await findMiddle(this.parameter(parameter));
		// n8n takes it for a drag only when the mouse is seen under way.
		await this.page.mouse.move(x, y, { steps: 10 });
	}

	async drop(): Promise<void> {
		await this.page.mouse.up();
	}

	/** Opens a list of options and types into it. */
	async typeInto(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).click();
		await this.page.keyboard.type(text);
	}

	/** Adds an option to *Options*, the first of the collections. */
	async addOption(label: string): Promise<void> {
		await this.part('collection-parameter-add').first().click();
		await this.part('collection-parameter-option').getByText(label, { exact: true }).click();
	}

	/** Switches a yes-or-no parameter to the other side. */
	async flip(parameter: string): Promise<void> {
		await this.parameter(parameter).locator('.el-switch').click();
	}

	/** Chooses one of the values of a list. */
	async choose(parameter: string, label: string): Promise<void> {
		await this.parameter(parameter).click();
		await this.options.getByText(label, { exact: true }).click();
	}

	/** The entries of the open list. */
	get options(): Locator {
		return this.page.getByRole('option').filter({ visible: true });
	}

	/** Runs the open node, and resolves when its output is there. */
	async executeStep(): Promise<void> {
		await this.part('node-execute-button').click();
		await this.part('node-run-info').first().waitFor();
	}

	/** Shows one output of the open node, counted from 0. */
	async showOutput(output: number): Promise<void> {
		await this.part('branches').locator(`[data-test-id="tab-${output}"]`).click();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
	}

	parameter(name: string): Locator {
		return this.part(`parameter-input-${name}`);
	}

	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	/** The node that stands first in the panel, if it is the one with this name. */
	firstListed(name: string): Locator {
		return this.part('node-creator-item-name').first().getByText(name, { exact: true });
	}

	/** An entry of the node panel. */
	listedNode(name: string): Locator {
		return this.part('node-creator-item-name').getByText(name, { exact: true });
	}
}

async function findMiddle(locator: Locator): Promise<{ x: number; y: number }> {
	const box = await locator.boundingBox();
	if (box === null) throw new Error('There is nothing to see of what the field is dragged to');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
