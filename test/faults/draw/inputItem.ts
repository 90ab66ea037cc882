import type { GenericValue, INodeExecutionData } from 'n8n-workflow';
import type { DrawnItem } from './items';
import type { Parameters } from './parameters';
import { spell, spellCountry } from './phones';

/** The item as the node gets it: the cells under the names that the parameters give them. */
export function inputItem(
	{ number, source, fields, hasFile }: DrawnItem,
	{ contactNumberField }: Parameters,
): INodeExecutionData {
	const cell = number.kind === 'phone' ? spell(number.phone, number.spelling) : number.cell;
	const country =
		number.kind === 'phone' && number.country !== undefined
			? spellCountry(number.phone, number.country)
			: number.kind === 'bad'
				? number.country
				: undefined;
	// Own keys, `__proto__` too, as JSON.parse makes them.
	const json = Object.fromEntries<GenericValue>([
		contactNumberField === 'contact.phone'
			? ['contact', { phone: cell }]
			: [contactNumberField, cell],
		...(country === undefined ? [] : [['country_code', country] as const]),
		...(source === undefined ? [] : [['source', source] as const]),
		...fields.map(({ name, value }) => [name, value] as const),
	]);
	return { json, ...(hasFile ? { binary: { file: FILE } } : {}) };
}

const FILE = { data: 'SGVsbG8=', mimeType: 'text/plain', fileName: 'hello.txt' };
