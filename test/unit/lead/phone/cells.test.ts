import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCell } from '../../../support/lead/readPhone';

interface Row {
	cell: string;
	country: string;
	own: string;
	expected: string;
	why: string;
}

function readTable(name: string): Row[] {
	const text = readFileSync(join(__dirname, 'cells', name), 'utf8');
	const [, ...lines] = text.split('\n').filter((line) => line !== '');
	return lines.map((line) => {
		const [cell = '', country = '', own = '', expected = '', why = ''] = line.split('\t');
		return { cell, country, own, expected, why };
	});
}

/** As the tables write it: the number, or "refused" and the code. */
function outcomeOf({ cell, country, own }: Row): string {
	const reading = readCell(cell, { defaultCountry: country, ownCountry: own });
	return reading.startsWith('+') ? reading : `refused ${reading.split(':')[0]}`;
}

describe.each(['reported.tsv'])('the cells that people have (%s)', (name) => {
	test.each(readTable(name))('$cell, in "$country" and of "$own", is $expected $why', (row) => {
		const [, never] = /^never (.*)$/.exec(row.expected) ?? [];
		if (never !== undefined) expect(outcomeOf(row)).not.toBe(never);
		else expect(outcomeOf(row)).toBe(row.expected);
	});
});
