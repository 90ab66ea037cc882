import { parseArgs } from 'node:util';
import { type FaultOdds, readFaultOdds } from './faultOdds';
import type { RateLimit } from './rateLimiter';

export const USAGE = `Usage: npm run emulator -- [flags]

Answers as the E-so leads API does, on 127.0.0.1, until Ctrl-C.

  --port NUMBER                   port to listen on; 0 takes a free one (default 4010)
  --token TEXT                    the only access token that is accepted
  --latency MS                    silence before every answer
  --rate-limit NUMBER             requests per second before 429
  --retry-after seconds|date|none header on those 429 (default none: none is documented)
  --refuse NUMBER[,NUMBER]        contact numbers (without country code) that the API refuses
  --fault NAME:PROBABILITY        spoils that share of the requests; may be repeated. NAME is a status (503),
                                  rateLimited, html, redirect, resetBeforeStore, resetAfterStore, stallHeaders,
                                  stallBody, truncatedJson, successFalse or delay (three seconds)
  --seed NUMBER                   the same seed spoils the same requests
  --help                          this text
`;

/** What the command line asks for. `refuse` holds contact numbers as digits, `latencyMs` is in milliseconds. */
export interface EmulatorCommand {
	port: number;
	token: string | undefined;
	latencyMs: number;
	rateLimit: RateLimit | undefined;
	refuse: ReadonlySet<string>;
	faultOdds: FaultOdds[];
	seed: number | undefined;
}

export type CommandLine =
	| { kind: 'start'; command: EmulatorCommand }
	| { kind: 'help' }
	| { kind: 'wrong'; message: string };

const FLAGS = {
	port: { type: 'string' },
	token: { type: 'string' },
	latency: { type: 'string' },
	'rate-limit': { type: 'string' },
	'retry-after': { type: 'string' },
	refuse: { type: 'string' },
	fault: { type: 'string', multiple: true },
	seed: { type: 'string' },
	help: { type: 'boolean' },
} as const;

/** Reads the arguments after the program's name; what is wrong with them comes back as one sentence. */
export function readCommandLine(args: string[]): CommandLine {
	try {
		const { values } = parseArgs({ args, options: FLAGS });
		if (values.help) return { kind: 'help' };
		const command: EmulatorCommand = {
			port: readNumber('--port', values.port, 0, 65_535) ?? 4010,
			token: values.token,
			latencyMs: readNumber('--latency', values.latency, 0, 600_000) ?? 0,
			rateLimit: readRateLimit(values['rate-limit'], values['retry-after']),
			refuse: readContactNumbers(values.refuse),
			faultOdds: readFaultOdds(values.fault ?? []),
			seed: readNumber('--seed', values.seed, 0, 0xffff_ffff),
		};
		return { kind: 'start', command };
	} catch (error) {
		return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
	}
}

function readNumber(
	flag: string,
	text: string | undefined,
	min: number,
	max: number,
): number | undefined {
	if (text === undefined) return undefined;
	const number = Number(text);
	if (/^\d+$/.test(text) && number >= min && number <= max) return number;
	throw new Error(`${flag} takes a whole number from ${min} to ${max}, not '${text}'`);
}

function readRateLimit(
	requests: string | undefined,
	retryAfter: string | undefined,
): RateLimit | undefined {
	const perSecond = readNumber('--rate-limit', requests, 1, 1_000_000);
	const form = readRetryAfter(retryAfter);
	if (perSecond !== undefined) return { requests: perSecond, perMs: 1000, retryAfter: form };
	if (retryAfter === undefined) return undefined;
	throw new Error('--retry-after needs --rate-limit');
}

function readRetryAfter(text: string | undefined): 'seconds' | 'date' | 'none' {
	switch (text) {
		case 'seconds':
		case 'date':
			return text;
		case 'none':
		case undefined:
			return 'none';
		default:
			throw new Error(`--retry-after takes seconds, date or none, not '${text}'`);
	}
}

function readContactNumbers(text: string | undefined): ReadonlySet<string> {
	const numbers = text?.split(',').map((number) => number.trim()) ?? [];
	const wrong = numbers.find((number) => !/^\d+$/.test(number));
	if (wrong === undefined) return new Set(numbers);
	throw new Error(`--refuse takes contact numbers of digits only, not '${wrong}'`);
}
