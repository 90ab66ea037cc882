import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { bulkOptionsSchema } from '../shared/bulkFields';
import {
	bulkLeadOptions,
	createCollection,
	numericOption,
	type OptionSet,
} from '../shared/options';
import { bulkRequestOptions } from '../shared/requestOptions';

/** The encodings that `TextDecoder` knows, in alphabetical order. */
const ENCODINGS = [
	['Arabic (ISO-8859-6)', 'iso-8859-6'],
	['Arabic (Windows-1256)', 'windows-1256'],
	['Baltic (ISO-8859-13)', 'iso-8859-13'],
	['Baltic (ISO-8859-4)', 'iso-8859-4'],
	['Baltic (Windows-1257)', 'windows-1257'],
	['Celtic (ISO-8859-14)', 'iso-8859-14'],
	['Central European (ISO-8859-2)', 'iso-8859-2'],
	['Central European (Windows-1250)', 'windows-1250'],
	['Chinese, Simplified (GB18030, GBK)', 'gb18030'],
	['Chinese, Traditional (Big5)', 'big5'],
	['Cyrillic (DOS, IBM866)', 'ibm866'],
	['Cyrillic (ISO-8859-5)', 'iso-8859-5'],
	['Cyrillic (KOI8-R)', 'koi8-r'],
	['Cyrillic (KOI8-U)', 'koi8-u'],
	['Cyrillic (Mac)', 'x-mac-cyrillic'],
	['Cyrillic (Windows-1251)', 'windows-1251'],
	['Greek (ISO-8859-7)', 'iso-8859-7'],
	['Greek (Windows-1253)', 'windows-1253'],
	['Hebrew (ISO-8859-8)', 'iso-8859-8'],
	['Hebrew (Windows-1255)', 'windows-1255'],
	['Japanese (EUC-JP)', 'euc-jp'],
	['Japanese (ISO-2022-JP)', 'iso-2022-jp'],
	['Japanese (Shift-JIS)', 'shift_jis'],
	['Korean (EUC-KR)', 'euc-kr'],
	['Nordic (ISO-8859-10)', 'iso-8859-10'],
	['South European (ISO-8859-3)', 'iso-8859-3'],
	['Thai (Windows-874)', 'windows-874'],
	['Turkish (Windows-1254)', 'windows-1254'],
	['UTF-16 Big Endian', 'utf-16be'],
	['UTF-16 Little Endian', 'utf-16le'],
	['UTF-8', 'utf-8'],
	['Vietnamese (Windows-1258)', 'windows-1258'],
	['Western European (ISO-8859-15)', 'iso-8859-15'],
	['Western European (Mac)', 'macintosh'],
	['Western European (Windows-1252)', 'windows-1252'],
] as const;

/** The name of an encoding in the editor. */
export function nameEncoding(encoding: string): string {
	return ENCODINGS.find(([, value]) => value === encoding)?.[0] ?? encoding;
}

/** People write a tab as \t, because the Tab key leaves the input. */
const delimiter = z
	.string()
	.max(10, 'it must have at most 10 characters')
	.transform((text) => text.replaceAll('\\t', '\t'))
	.refine((text) => !/["\r\n]/.test(text), 'it cannot hold a quote or a line break');

/** The options of Import File, checked, with their defaults: those of Bulk Create, and the file's. */
const importOptionsSchema = bulkOptionsSchema.extend({
	/** Empty means automatic. */
	delimiter: delimiter.default(''),
	encoding: z.enum(['detect', ...ENCODINGS.map(([, value]) => value)]).default('detect'),
	fileFormat: z.enum(['detect', 'csv', 'json', 'ndjson']).default('detect'),
	headerRow: z.boolean().default(true),
	maxRejectedItems: numericOption(0, 1_000_000, 10_000),
	rejectedRows: z.enum(['items', 'file']).default('items'),
	skipLines: numericOption(0, 10_000, 0),
	startAtRow: numericOption(1, 4_000_000_000, 1),
});

/** How to read files, and how to prepare, send and report their leads. */
export type ImportOptions = z.infer<typeof importOptionsSchema>;

const fileOptionFields: readonly INodeProperties[] = [
	{
		displayName: 'Delimiter',
		name: 'delimiter',
		type: 'string',
		default: '',
		placeholder: 'e.g. ;',
		description:
			'The character between columns, \\t for a tab. If empty, it is detected from the first rows.',
	},
	{
		displayName: 'Encoding',
		name: 'encoding',
		type: 'options',
		options: [
			{
				name: 'Detect Automatically',
				value: 'detect',
				description: 'From the byte order mark or the letters in the file',
			},
			...ENCODINGS.map(([name, value]) => ({ name, value })),
		],
		default: 'detect',
		description: 'The character encoding of the file',
	},
	{
		displayName: 'File Format',
		name: 'fileFormat',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'Also with semicolons, tabs or pipes' },
			{
				name: 'Detect Automatically',
				value: 'detect',
				description: 'From its first characters and its name',
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'A list of objects, or an object that holds one',
			},
			{
				name: 'NDJSON',
				value: 'ndjson',
				description: 'One JSON object per line, also called JSON Lines',
			},
		],
		default: 'detect',
		description: 'What kind of file it is',
	},
	{
		displayName: 'Header Row',
		name: 'headerRow',
		type: 'boolean',
		default: true,
		description:
			'Whether the first row names the columns. Without one they are column_1, column_2 and so on.',
	},
	{
		displayName: 'Max Rejected Items',
		name: 'maxRejectedItems',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1_000_000, numberPrecision: 0 },
		default: 10000,
		description: 'How many rejected rows become items. The others are only counted.',
	},
	{
		displayName: 'Rejected Rows',
		name: 'rejectedRows',
		type: 'options',
		options: [
			{
				name: 'As a File',
				value: 'file',
				description: 'All of them in one CSV file, to correct and import again',
			},
			{ name: 'As Items', value: 'items', description: "Up to 'Max Rejected Items' items" },
		],
		default: 'items',
		description: 'How rows that were not accepted come out on Rejected',
	},
	{
		displayName: 'Skip Lines',
		name: 'skipLines',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10_000, numberPrecision: 0 },
		default: 0,
		description: 'How many lines to skip above the header row, such as a title or comments',
	},
	{
		displayName: 'Start at Row',
		name: 'startAtRow',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description:
			'The line to start at, to continue an import that was stopped. The header is line 1.',
	},
];

/** What the options about the leads mean where these are rows. */
const COLUMN_TEXTS: Readonly<Record<string, Partial<INodeProperties>>> = {
	countryCodeField: {
		displayName: 'Country Code Column',
		description: "The column that holds the lead's own country: 91, +91, IN or India",
	},
	originField: {
		displayName: 'Origin Column',
		description: "The column that holds the lead's own origin. If it is empty, 'Origin' is used.",
	},
};

/** The options of Import File. */
export const importOptionSet: OptionSet<ImportOptions> = {
	schema: importOptionsSchema,
	collections: [
		createCollection(
			'options',
			bulkLeadOptions.options.map((option) => ({ ...option, ...COLUMN_TEXTS[option.name] })),
		),
		createCollection('fileOptions', fileOptionFields),
		bulkRequestOptions,
	],
};
