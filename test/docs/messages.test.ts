import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMessages } from '../../tools/messages/findings';
import { unexplainedCodes, writePage } from '../../tools/messages/page';
import { readSources } from '../../tools/messages/sources';

const page = readFileSync(join(__dirname, '../../docs/messages.md'), 'utf8');
const messages = findMessages(readSources());

test('docs/messages.md is what npm run docs:messages writes', () => {
	expect(page).toBe(writePage(messages));
});

test('every text of the sources that reads like a message stands on the page', () => {
	expect(messages.unassigned).toEqual([]);
});

test('every code that the sources give is explained on the page', () => {
	expect(unexplainedCodes(messages)).toEqual([]);
	expect(page.match(/^### `\w+`$/gm)?.length).toBeGreaterThan(10);
});

test('no code is explained without a message that comes with it', () => {
	const sections = page.split(/^### /m).slice(1);
	expect(sections.filter((section) => !section.includes('\n- '))).toEqual([]);
});
