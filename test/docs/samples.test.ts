import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLES } from '../support/docs/samples';
import { codeBlocks, readPages, root } from '../support/docs/pages';
import { esoSuite } from '../support/engine/esoSuite';

const eso = esoSuite();
const blocks = codeBlocks(readPages())
	.filter(({ language }) => language === 'json')
	.map((block) => ({ ...block, name: /^sample: (.+)$/.exec(block.marker ?? '')?.[1] ?? '' }));

test('every JSON sample in the documentation says what it shows, and every sample that is made is on a page', () => {
	const unknown = blocks.filter(({ name }) => !Object.hasOwn(SAMPLES, name));
	expect(unknown.map(({ page, code }) => ({ page, code }))).toEqual([]);
	const shown = new Set(blocks.map(({ name }) => name));
	expect(Object.keys(SAMPLES).filter((name) => !shown.has(name))).toEqual([]);
});

/** What differs from run to run; the samples show the same as here. */
const VOLATILE: Readonly<Record<string, unknown>> = {
	durationMs: 412,
	created_at: '2026-11-28T09:30:00.000Z',
	updated_at: '2026-11-28T09:30:00.000Z',
};

function settled(value: unknown): unknown {
	const json = JSON.stringify(value, (key, inner: unknown) => VOLATILE[key] ?? inner);
	return JSON.parse(json);
}

/** `npm run docs:samples` writes into the pages what the node gives. */
const writes = process.env.WRITE_SAMPLES === 'true';

test.each(blocks)('$page shows the sample "$name" as the node gives it', async (block) => {
	const given = settled(await SAMPLES[block.name]?.(eso));
	if (writes) write(block, JSON.stringify(given, null, '\t'));
	else expect(settled(JSON.parse(block.code))).toEqual(given);
	// In the order of the node, too: what comes first is seen first.
	if (!writes) expect(Object.keys(JSON.parse(block.code))).toEqual(Object.keys(Object(given)));
});

function write({ page, code, marker }: (typeof blocks)[number], json: string): void {
	const path = join(root, page);
	const fence = (text: string) => `<!-- ${marker} -->\n\n\`\`\`json\n${text}\n\`\`\``;
	writeFileSync(
		path,
		readFileSync(path, 'utf8').replace(fence(code), () => fence(json)),
	);
}
