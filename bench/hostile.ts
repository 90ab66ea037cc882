/**
 * How long an item takes that holds a megabyte of hostile text in each place that the node reads: its number, its country
 * code, its origin, a custom field, and a field's name.
 */
import { createNotes } from '../nodes/EsoLeads/lead/lead';
import { prepareLead } from '../nodes/EsoLeads/lead/prepareLead';
import { CHANNEL_KEY, leadRules, rawLead } from '../test/support/lead/rawLead';
import { median } from './median';

const CHARACTERS = 1_000_000;
const ROUNDS = 5;
const MAX_MS = 50;

/** What keeps a careless pattern busy: long runs, and runs that end otherwise than they began. */
const UNITS = [
	'9',
	' ',
	'0',
	'+',
	'1 ',
	'(',
	'-',
	'.',
	',',
	';',
	'/',
	'a',
	'"',
	'\\',
	'\n',
	'१',
	'😀',
	'\ud83d',
	'\u0000',
];
const TEXTS = UNITS.flatMap((unit) => {
	const text = unit.repeat(CHARACTERS / unit.length);
	return [text, `+91${text}`, `${text}x`, `tel:${text}@c.us`];
});

const PLACES: Readonly<Record<string, (text: string) => ReturnType<typeof rawLead>>> = {
	'contact number': (text) => rawLead({ contact_number: text }),
	'country code': (text) => rawLead({ contact_number: '+918192829284', country_code: text }),
	origin: (text) =>
		rawLead({ contact_number: '+918192829284' }, { origin: { value: text, field: 'origin' } }),
	'custom field': (text) => rawLead({ contact_number: '+918192829284', note: text }),
	'name of a field': (text) => rawLead({ contact_number: '+918192829284', [text]: 1 }),
	'every field': (text) =>
		rawLead(
			{ contact_number: text, country_code: text, note: text, [text]: text },
			{ origin: { value: text, field: 'origin' } },
		),
};

const rules = leadRules({ supportChannelKey: CHANNEL_KEY });

function measureMs(prepare: () => unknown): number {
	const startedAt = performance.now();
	prepare();
	return performance.now() - startedAt;
}

for (const [place, itemWith] of Object.entries(PLACES)) {
	const slowest = TEXTS.map((text) => {
		const raw = itemWith(text);
		const rounds = Array.from({ length: ROUNDS }, () =>
			measureMs(() => prepareLead(raw, rules, createNotes())),
		);
		return { text, ms: median(rounds) };
	}).sort((a, b) => b.ms - a.ms)[0];
	const isSlow = slowest === undefined || slowest.ms > MAX_MS;
	if (isSlow) process.exitCode = 1;
	const shown = JSON.stringify(slowest?.text.slice(0, 8));
	console.log(
		`${place}: at most ${slowest?.ms.toFixed(1)} ms (${shown}…)${isSlow ? ', too slow' : ''}`,
	);
}
