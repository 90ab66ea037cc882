import { chromium, type Page } from 'playwright-core';
import { CHROMIUM } from '../debian';
import type { N8nProcess } from '../n8n/server';
import { OWNER } from '../n8n/session';

/** Wide enough for n8n's three panels and a table in one of them. */
const VIEWPORT = { width: 1600, height: 860 };

/** Nothing takes a person's patience for longer. */
const ACTION_MS = 15_000;

/** A browser in which the owner is signed in. */
export interface Browser {
	page: Page;
	/** As of the operating system: n8n follows it. */
	showIn(theme: 'light' | 'dark'): Promise<void>;
	close(): Promise<void>;
}

/** Opens n8n in Debian's Chromium, without a window, and signs the owner in. */
export async function openBrowser({ url }: N8nProcess, viewport = VIEWPORT): Promise<Browser> {
	const browser = await chromium.launch({
		executablePath: CHROMIUM.program,
		// Chromium's sandbox cannot be had by root.
		args: ['--no-sandbox'],
	});
	const page = await browser.newPage({ baseURL: url, viewport });
	page.setDefaultTimeout(ACTION_MS);
	await page.goto('/signin');
	await page.locator('input[type=email], input[name=emailOrLdapLoginId]').fill(OWNER.email);
	await page.locator('input[type=password]').fill(OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/home\//);
	return {
		page,
		showIn: async (colorScheme) => await page.emulateMedia({ colorScheme }),
		close: async () => await browser.close(),
	};
}
