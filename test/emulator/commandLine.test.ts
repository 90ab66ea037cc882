import { readCommandLine } from './commandLine';
import { chooseByOdds, readFaultOdds } from './faultOdds';

describe('the command line', () => {
	it('means port 4010 and no faults when it is empty', () => {
		expect(readCommandLine([])).toEqual({
			kind: 'start',
			command: {
				port: 4010,
				token: undefined,
				latencyMs: 0,
				rateLimit: undefined,
				refuse: new Set(),
				faultOdds: [],
				seed: undefined,
			},
		});
	});

	it('takes every flag', () => {
		const line =
			'--port 0 --token t --latency 20 --rate-limit 5 --retry-after date --refuse 81,82 --fault 503:0.05 --fault resetAfterStore:0.02 --seed 9';
		expect(readCommandLine(line.split(' '))).toEqual({
			kind: 'start',
			command: {
				port: 0,
				token: 't',
				latencyMs: 20,
				rateLimit: { requests: 5, perMs: 1000, retryAfter: 'date' },
				refuse: new Set(['81', '82']),
				faultOdds: [
					{ fault: expect.objectContaining({ statusCode: 503 }), probability: 0.05 },
					{ fault: { kind: 'resetAfterStore' }, probability: 0.02 },
				],
				seed: 9,
			},
		});
	});

	it('asks for help', () => {
		expect(readCommandLine(['--help'])).toEqual({ kind: 'help' });
	});

	it.each([
		['--port http', '--port takes a whole number from 0 to 65535'],
		['--port 65536', '--port takes a whole number from 0 to 65535'],
		['--latency -5', '--latency'],
		['--rate-limit 0', '--rate-limit takes a whole number from 1'],
		['--rate-limit 5 --retry-after soon', "seconds, date or none, not 'soon'"],
		['--retry-after date', '--retry-after needs --rate-limit'],
		['--refuse 81,+82', "digits only, not '+82'"],
		['--fault 503', 'NAME:PROBABILITY'],
		['--fault 503:', 'NAME:PROBABILITY'],
		['--fault 503:2', 'from 0 to 1'],
		['--fault lightning:0.1', "knows no 'lightning'"],
		['--fault 302:0.1', "knows no '302'"],
		['--fault 503:0.6 --fault 500:0.6', 'more than 1'],
		['--flood', '--flood'],
	])('explains what is wrong with %s', (line, sentence) => {
		expect(readCommandLine(line.split(' '))).toEqual({
			kind: 'wrong',
			message: expect.stringContaining(sentence),
		});
	});
});

describe('faults by odds', () => {
	const request = { index: 0, method: 'POST', path: '/', leads: [] };
	const draw = (texts: string[], seed: number, times: number) => {
		const choose = chooseByOdds(readFaultOdds(texts), seed);
		return Array.from({ length: times }, () => choose(request)?.kind ?? 'none');
	};

	it('are the same for the same seed and different for another', () => {
		const odds = ['html:0.3', 'resetAfterStore:0.3'];
		expect(draw(odds, 7, 50)).toEqual(draw(odds, 7, 50));
		expect(draw(odds, 7, 50)).not.toEqual(draw(odds, 8, 50));
	});

	it('strike the share of the requests that they name', () => {
		const drawn = draw(['html:0.2', 'rateLimited:0.1'], 1, 10_000);
		const share = (kind: string) => drawn.filter((one) => one === kind).length / drawn.length;
		expect(share('html')).toBeCloseTo(0.2, 1);
		expect(share('rateLimited')).toBeCloseTo(0.1, 1);
		expect(share('none')).toBeCloseTo(0.7, 1);
	});

	it('strike always at 1 and never at 0', () => {
		expect(new Set(draw(['429:1'], 3, 200))).toEqual(new Set(['rateLimited']));
		expect(new Set(draw(['429:0'], 3, 200))).toEqual(new Set(['none']));
	});
});
