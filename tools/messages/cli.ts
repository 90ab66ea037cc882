/** `npm run docs:messages`: writes docs/messages.md from the code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMessages } from './findings';
import { unexplainedCodes, writePage } from './page';
import { readSources } from './sources';

const PAGE = join(__dirname, '../../docs/messages.md');

const messages = findMessages(readSources());
writeFileSync(PAGE, writePage(messages));
for (const code of unexplainedCodes(messages)) complain(`The code '${code}' has no meaning.`);
for (const place of messages.unassigned)
	complain(`Nothing leads from this text to a user: ${place}`);

function complain(line: string): void {
	console.error(line);
	process.exitCode = 1;
}
