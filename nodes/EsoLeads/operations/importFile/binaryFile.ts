import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { FileFormat } from '../../file/rows';
import { UnreadableFile } from '../../file/unreadable';
import { parseFieldPath } from '../../lead/fields/fieldPath';
import { listNames } from '../../lead/wording';
import { listMappedPaths, MAX_NAMES_CHARACTERS } from '../shared/namedFields';
import { describeNoValue, readItemParameter, type SpellPath } from '../shared/parameters';
import type { ImportOptions } from './options';
import type { StoreFile } from './rejectedRows';

/** A file of an input item. */
export interface BinaryFile {
	name: string;
	/** Stores a file in n8n's binary data while it is being written. */
	store: StoreFile;
	format: FileFormat;
	/** Opens the file at its beginning. */
	open(): Promise<OpenFile>;
}

/** The bytes of a file. */
export interface OpenFile {
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
	/** Stops reading, even if the storage no longer responds. */
	close(): void;
}

/**
 * Finds the file of an input item.
 *
 * @throws UnreadableFile if the item has neither this binary field nor exactly one other, or if no
 *   column is named for the contact number.
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
			// Without an ID n8n has the file in memory anyway.
			if (binary.id === undefined) {
				return { bytes: [await helpers.getBinaryDataBuffer(item, field)], close: () => {} };
			}
			const stream = await helpers.getBinaryStream(binary.id);
			return { bytes: stream, close: () => stream.destroy() };
		},
	};
}

/**
 * With an ID the file is in n8n's storage, which accepts a stream, so the new file is written in
 * chunks. That stream is derived from the file's own, because a community node cannot create one.
 * Without an ID the file is collected in memory.
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

/**
 * Some nodes name the field after a label that the user chose; if there is only one field, it is
 * used.
 */
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
		`The item holds no file in '${field}', but in ${listNames(names)}: choose one as 'Input Binary Field'.`,
	);
}

/**
 * MIME types and extensions of JSON in any layout; there is no registered type for one object per
 * line.
 */
const JSON_TYPE = /(?:^|[/+.])json$/i;
const JSON_LINES = /ndjson|jsonl|json-?lines|json-seq/i;

function getFormat(
	context: IExecuteFunctions,
	item: number,
	// A Code node can leave out the type, too.
	{ mimeType = '', fileName = '', fileExtension = '' }: Partial<IBinaryData>,
	{ fileFormat, delimiter, encoding, headerRow, skipLines }: ImportOptions,
): FileFormat {
	const extension = fileName.includes('.') ? (fileName.split('.').at(-1) ?? '') : fileExtension;
	const [type = ''] = mimeType.split(/\s*;/);
	const isJsonLines = JSON_LINES.test(type) || JSON_LINES.test(extension);
	// A CSV file may be called .json by mistake, but hardly .jsonl.
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

/**
 * The columns that the node's parameters name.
 *
 * @throws UnreadableFile if they name none for the contact number.
 */
function readColumnNames(
	context: IExecuteFunctions,
	item: number,
): Pick<FileFormat, 'contactNumberColumns' | 'wantedColumns'> {
	const read = (name: string, fallback = '') => {
		let noValue: string;
		try {
			return String(readItemParameter(context, name, fallback).at(item) ?? '').trim();
		} catch (error) {
			noValue = describeNoValue(error);
		}
		throw new UnreadableFile(noValue);
	};
	const contactNumberColumns = toNames(read('contactNumberField'));
	// Otherwise each row would be rejected for a setting.
	if (contactNumberColumns.length === 0) throw new UnreadableFile(NO_COLUMN);
	const others = [
		read('options.countryCodeField', 'country_code'),
		read('options.originField'),
		...read('customFieldNames').slice(0, MAX_NAMES_CHARACTERS).split(','),
		...listMappedPaths(context),
	].map((name) => name.trim());
	return {
		contactNumberColumns,
		wantedColumns: [...contactNumberColumns, ...others.flatMap(toNames)],
	};
}

const NO_COLUMN =
	"'Contact Number Column' is empty. Write the name of the column that holds the phone numbers.";
/**
 * The path to a column as the file has it: the names that the parameters give to columns are without
 * the blanks around them.
 */
export const spellAsColumn: SpellPath = ({ text }) => parseFieldPath(text.trim());

/** A column by its name, and as the editor writes it as a path: `["Mobile No."]`. */
function toNames(text: string): string[] {
	if (text === '') return [];
	const { keys } = parseFieldPath(text);
	const [key] = keys;
	return key === undefined || keys.length > 1 || key === text ? [text] : [text, key];
}
