import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

/** An input item that holds a file in n8n's memory. */
export function fileItem(
	content: string | Uint8Array,
	{ fileName = 'leads.csv', mimeType = 'text/csv' } = {},
): INodeExecutionData {
	const data = Buffer.from(content).toString('base64');
	return { json: { folder: 'inbox' }, binary: { data: { data, mimeType, fileName } } };
}

/** The parameters of Import File, for numbers with their country code in a column `mobile`. */
export function importParameters(collections: INodeParameters = {}): INodeParameters {
	return { operation: 'importFile', contactNumberField: 'mobile', ...collections };
}

/** A CSV file of leads that E-so accepts, no two alike. */
export function writeCsv(rows: number): string {
	const lines = Array.from({ length: rows }, (_, row) => `+91 ${8_100_000_000 + row},Lead ${row}`);
	return ['mobile,Name', ...lines, ''].join('\n');
}
