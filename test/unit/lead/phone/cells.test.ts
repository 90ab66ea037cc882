import { join } from 'node:path';
import { readCountry } from '../../../../nodes/EsoLeads/lead/phone/country';
import { readCell } from '../../../support/lead/readPhone';
import { readTable } from '../../../support/lead/readTable';

const table = (name: string) => readTable(join(__dirname, 'cells', name));

interface Row {
	cell: string;
	country: string;
	own: string;
	expected: string;
	why: string;
}

function toRow([cell = '', country = '', own = '', expected = '', why = '']: string[]): Row {
	return { cell, country, own, expected, why };
}

/** As the tables write it: the number, or "refused" and the code. */
function createOutcome({ cell, country, own }: Row): string {
	const reading = readCell(cell, { defaultCountry: country, ownCountry: own });
	return reading.startsWith('+') ? reading : `refused ${reading.split(':')[0]}`;
}

describe.each(['reported.tsv', 'others.tsv'])('the cells that people have (%s)', (name) => {
	test.each(table(name).map(toRow))(
		'$cell, in "$country" and of "$own", is $expected $why',
		(row) => {
			const [, never] = /^never (.*)$/.exec(row.expected) ?? [];
			if (never !== undefined) expect(createOutcome(row)).not.toBe(never);
			else expect(createOutcome(row)).toBe(row.expected);
		},
	);
});

/** As the table writes it: the region that was named, the calling code, "empty" or "refused". */
function outcomeOfCountry(written: string): string {
	const country = readCountry(written);
	if (country === undefined) return 'empty';
	return country.kind === 'refusal' ? 'refused' : (country.region ?? `+${country.callingCode}`);
}

test.each(table('countries.tsv'))('the country "%s" is %s', (written, expected) => {
	expect(outcomeOfCountry(written ?? '')).toBe(expected);
});
