import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isSupportedCountry } from 'libphonenumber-js';
import { UserError } from 'n8n-workflow';

export const USAGE = `Usage: npm start -- [CSV file] [flags]

Sends the rows of a CSV file (default: examples/leads.csv) as leads through the built E-so Leads node, in n8n's real
engine, to an emulator of the E-so API on 127.0.0.1, and shows what became of every row.

  --phone-field COLUMN         column that holds the contact number (default Mobile)
  --country CODE               country of numbers without a country code, e.g. IN (default for your own file: none)
  --country-code-field COLUMN  column that holds a country code for its row (default for your own file: country_code)
  --origin TEXT                origin of the leads, 1 to 6 characters (default UPLOAD)
  --latency MS                 how long the emulator takes to answer (default 0)
  --all                        show every rejected row, not only the first 25
  --help                       this text
`;

/** What the command line asks for. What is undefined is left as the example workflow has it. */
export interface Command {
	csvPath: string;
	/** Whether that is the sample data, whose fields the example workflow knows. */
	isSample: boolean;
	phoneField: string | undefined;
	/** ISO 3166 code. */
	country: string | undefined;
	countryCodeField: string | undefined;
	origin: string | undefined;
	latencyMs: number;
	showsAll: boolean;
}

const SAMPLE_PATH = resolve(__dirname, '../examples/leads.csv');

const FLAGS = {
	'phone-field': { type: 'string' },
	country: { type: 'string' },
	'country-code-field': { type: 'string' },
	origin: { type: 'string' },
	latency: { type: 'string' },
	all: { type: 'boolean' },
	help: { type: 'boolean' },
} as const;

/**
 * Reads the arguments after the program's name; `help` if they ask for it.
 * @throws UserError if they make no sense.
 */
export function readCommandLine(args: string[]): Command | 'help' {
	const { values, positionals } = parsed(args);
	if (values.help) return 'help';
	if (positionals.length > 1) throw new UserError('Name one CSV file at most.');
	const [csvPath = SAMPLE_PATH] = positionals;
	return {
		csvPath,
		isSample: resolve(csvPath) === SAMPLE_PATH,
		phoneField: values['phone-field'],
		country: readDefaultCountry(values.country),
		countryCodeField: values['country-code-field'],
		origin: values.origin,
		latencyMs: readLatency(values.latency),
		showsAll: values.all ?? false,
	};
}

function parsed(args: string[]) {
	try {
		return parseArgs({ args, options: FLAGS, allowPositionals: true });
	} catch (error) {
		throw new UserError(error instanceof Error ? error.message : String(error));
	}
}

function readDefaultCountry(text: string | undefined): string | undefined {
	const code = text?.toUpperCase();
	if (code === undefined || isSupportedCountry(code)) return code;
	throw new UserError(`--country takes a two-letter country code such as IN, not '${text}'.`);
}

function readLatency(text = '0'): number {
	if (/^\d{1,5}$/.test(text)) return Number(text);
	throw new UserError(`--latency takes milliseconds, 0 to 99999, not '${text}'.`);
}
