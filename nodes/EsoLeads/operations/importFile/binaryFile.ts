import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { FileFormat } from '../../file/rows';
import type { ImportOptions } from './options';

/** A file of an input item. */
export interface BinaryFile {
	name: string;
	format: FileFormat;
	/** Opens the file at its beginning. */
	open(): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>;
}

/**
 * Finds the file of an input item.
 *
 * @throws NodeOperationError where the item has no such binary field.
 */
export function findFile(
	context: IExecuteFunctions,
	item: number,
	options: ImportOptions,
): BinaryFile {
	const field = String(context.getNodeParameter('binaryPropertyName', item, 'data'));
	const binary = context.helpers.assertBinaryData(item, field);
	const { helpers } = context;
	return {
		name: binary.fileName ?? field,
		format: getFormat(binary, options),
		open: async () => {
			// With an id the file lies where n8n keeps binary data; else n8n has it in memory anyway.
			if (binary.id !== undefined) return await helpers.getBinaryStream(binary.id);
			return [await helpers.getBinaryDataBuffer(item, field)];
		},
	};
}

/** MIME types and extensions of a JSON object a line; there is no registered type. */
const NDJSON = /ndjson|jsonl|json-?lines|json-seq/i;

function getFormat(
	{ mimeType, fileName = '', fileExtension = '' }: IBinaryData,
	{ fileFormat, delimiter, encoding, headerRow }: ImportOptions,
): FileFormat {
	const extension = fileName.includes('.') ? (fileName.split('.').at(-1) ?? '') : fileExtension;
	const isNdjson = NDJSON.test(mimeType) || NDJSON.test(extension);
	const detected = isNdjson ? 'ndjson' : 'csv';
	return {
		kind: fileFormat === 'detect' ? detected : fileFormat,
		encoding: encoding === 'detect' ? undefined : encoding,
		delimiter: delimiter === '' ? undefined : delimiter,
		hasHeader: headerRow,
	};
}
