import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { FileFormat } from '../../file/rows';
import { UnreadableFile } from '../../file/unreadable';
import { parseFieldPath } from '../../lead/fields/fieldPath';
import { listNames } from '../../report/hints';
import { readItemParameter } from '../shared/context';
import type { ImportOptions } from './options';
import type { StoreFile } from './rejectedRows';

/** A file of an input item. */
export interface BinaryFile {
	name: string;
	/** Puts a file where n8n keeps binary data, while it is written. */
	store: StoreFile;
	format: FileFormat;
	/** Opens the file at its beginning. */
	open(): Promise<OpenFile>;
}

/** The bytes of a file. */
export interface OpenFile {
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
	/** Ends the reading, even from a storage that has fallen silent. */
	close(): void;
}

/**
 * Finds the file of an input item.
 *
 * @throws UnreadableFile where the item has no such binary field, nor a single other one.
 */
export function findFile(
	context: IExecuteFunctions,
	item: number,
	options: ImportOptions,
): BinaryFile {
	const field = findBinaryField(context, item);
	const binary = context.helpers.assertBinaryData(item, field);
	const { helpers } = context;
	return {
		name: binary.fileName ?? field,
		store: createStore(context, binary.id),
		format: getFormat(context, item, binary, options),
		open: async () => {
			// Without an id n8n has the file in memory anyway.
			if (binary.id === undefined) {
				return { bytes: [await helpers.getBinaryDataBuffer(item, field)], close: () => {} };
			}
			const stream = await helpers.getBinaryStream(binary.id);
			return { bytes: stream, close: () => stream.destroy() };
		},
	};
}

/**
 * With an id the file lies in n8n's store, which takes a stream: the new one goes through in chunks. It is made of
 * the file's own stream, since a community node has no streams to begin with. Else it is collected.
 */
function createStore({ helpers }: IExecuteFunctions, id: string | undefined): StoreFile {
	return async (chunks, fileName) => {
		if (id !== undefined) {
			const source = await helpers.getBinaryStream(id);
			const stream = source.take(1).flatMap(() => chunks);
			return await helpers.prepareBinaryData(stream, fileName, CSV_TYPE);
		}
		const parts: Buffer[] = [];
		for await (const chunk of chunks) parts.push(chunk);
		return await helpers.prepareBinaryData(Buffer.concat(parts), fileName, CSV_TYPE);
	};
}

const CSV_TYPE = 'text/csv';
const DEFAULT_FIELD = 'data';

/** Nodes may name the field after a user's label: if there is only one, it is meant. */
function findBinaryField(context: IExecuteFunctions, item: number): string {
	const field = String(context.getNodeParameter('binaryPropertyName', item, DEFAULT_FIELD)).trim();
	const names = Object.keys(context.getInputData()[item]?.binary ?? {});
	if (names.includes(field)) return field;
	const [only] = names;
	if (only !== undefined && names.length === 1 && (field === DEFAULT_FIELD || field === '')) {
		return only;
	}
	if (only === undefined) {
		throw new UnreadableFile(
			'The item holds no file. Put a node before this one that reads or downloads it.',
		);
	}
	throw new UnreadableFile(
		`The item holds no file in '${field}', but in ${listNames(new Set(names))}: choose one as 'Input Binary Field'.`,
	);
}

/** MIME types and extensions of JSON, of whichever layout; there is no registered type for an object a line. */
const JSON_TYPE = /(?:^|[/+.])json$/i;
const JSON_LINES = /ndjson|jsonl|json-?lines|json-seq/i;

function getFormat(
	context: IExecuteFunctions,
	item: number,
	{ mimeType, fileName = '', fileExtension = '' }: IBinaryData,
	{ fileFormat, delimiter, encoding, headerRow, skipLines }: ImportOptions,
): FileFormat {
	const extension = fileName.includes('.') ? (fileName.split('.').at(-1) ?? '') : fileExtension;
	const type = mimeType.split(';')[0]?.trim() ?? '';
	const isJsonLines = JSON_LINES.test(type) || JSON_LINES.test(extension);
	// A CSV file can be called .json, but hardly .jsonl.
	const detected = isJsonLines ? 'json' : undefined;
	const chosen = fileFormat === 'csv' ? 'csv' : 'json';
	return {
		kind: fileFormat === 'detect' ? detected : chosen,
		isJsonExpected: JSON_TYPE.test(type) || JSON_TYPE.test(extension),
		encoding: encoding === 'detect' ? undefined : encoding,
		delimiter: delimiter === '' ? undefined : delimiter,
		hasHeader: headerRow,
		skipLines,
		...readColumnNames(context, item),
	};
}

/** The columns that the node's parameters name. */
function readColumnNames(
	context: IExecuteFunctions,
	item: number,
): Pick<FileFormat, 'numberColumn' | 'wantedColumns'> {
	const read = (name: string, fallback: string) =>
		String(readItemParameter(context, name, fallback).at(item) ?? '').trim();
	const numberColumn = toNames(read('contactNumberField', 'contact_number'));
	const others = [
		read('options.countryCodeField', 'country_code'),
		read('options.originField', ''),
		...read('customFieldNames', '').slice(0, MAX_NAMES_CHARACTERS).split(','),
	].map((name) => name.trim());
	return { numberColumn, wantedColumns: [...numberColumn, ...others.flatMap(toNames)] };
}

const MAX_NAMES_CHARACTERS = 20_000;

/** A column as it is named, and as the editor writes its path: `["Mobile No."]`. */
function toNames(text: string): string[] {
	if (text === '') return [];
	const { keys } = parseFieldPath(text);
	const [key] = keys;
	return key === undefined || keys.length > 1 || key === text ? [text] : [text, key];
}
