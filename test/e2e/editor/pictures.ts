import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

/** What n8n's messages and lists take to come and go. */
const FADING_MS = 500;

/** Those of the documentation. */
export const PICTURES = resolve(__dirname, '../../../docs/images');

/** Takes a picture of the editor into a folder. Returns where it lies. */
export async function takePicture(page: Page, name: string, folder: string): Promise<string> {
	await closeMessages(page);
	const path = resolve(folder, `${name}.png`);
	await page.screenshot({ path, animations: 'disabled' });
	return path;
}

/** Those in the corner hide what the picture is of. */
async function closeMessages(page: Page): Promise<void> {
	const buttons = page.locator('.el-notification__closeBtn');
	while ((await buttons.count()) > 0) {
		// Without the mouse, which may be holding something.
		await buttons.first().dispatchEvent('click');
		await page.waitForTimeout(FADING_MS);
	}
	await page.waitForTimeout(FADING_MS);
}
