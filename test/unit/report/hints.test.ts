import { createNotes, type LeadNotes } from '../../../nodes/EsoLeads/lead/lead';
import type {
	FailureCode,
	ItemFailure,
	Rejection,
	RejectionCode,
} from '../../../nodes/EsoLeads/lead/refusals';
import {
	describeItems,
	describeNotes,
	describeRun,
	summarise,
	toFigures,
} from '../../../nodes/EsoLeads/report/hints';
import { type RunReport, toReasons } from '../../../nodes/EsoLeads/report/report';
import { createRejection } from '../../support/report/batchOutcomes';

/** What a run came to, as far as its summary goes. */
interface Totals extends Partial<Omit<RunReport, 'rejections'>> {
	items?: number;
	rejections?: ReadonlyArray<RejectionCode>;
}

function times(count: number, code: RejectionCode): RejectionCode[] {
	return Array<RejectionCode>(count).fill(code);
}

function sum({ items = 0, rejections = [], ...figures }: Totals): string {
	return summarise(
		items,
		toFigures({
			accepted: 0,
			acceptedBatches: 0,
			droppedDuplicates: 0,
			...figures,
			rejections: new Map(rejections.map((code, item) => [item, createRejection(code)])),
		}),
	);
}

describe('one sentence sums the run up', () => {
	it('as the documentation shows it', () => {
		const rejections = [...times(12, 'refused'), ...times(7, 'duplicate_contact_number')];
		expect(sum({ items: 10_000, accepted: 9_981, acceptedBatches: 20, rejections })).toBe(
			'9,981 of 10,000 leads accepted in 20 batches; 12 rejected, 7 duplicates',
		);
	});

	it.each<[string, Totals]>([
		['1 of 1 lead accepted in 1 batch', { items: 1, accepted: 1, acceptedBatches: 1 }],
		['2 of 2 leads accepted in 1 batch', { items: 2, accepted: 2, acceptedBatches: 1 }],
		['0 of 0 leads accepted in 0 batches', {}],
		[
			'0 of 1 lead accepted in 0 batches; 1 rejected',
			{ items: 1, rejections: times(1, 'not_sent') },
		],
		[
			'1 of 2 leads accepted in 1 batch; 1 duplicate',
			{
				items: 2,
				accepted: 1,
				acceptedBatches: 1,
				rejections: times(1, 'duplicate_contact_number'),
			},
		],
		[
			'1 of 2 leads accepted in 1 batch; 1 duplicate dropped',
			{ items: 2, accepted: 1, acceptedBatches: 1, droppedDuplicates: 1 },
		],
		[
			'1 of 3,001 leads accepted in 1 batch; 1,000 rejected, 2,000 duplicates dropped',
			{
				items: 3_001,
				accepted: 1,
				acceptedBatches: 1,
				rejections: times(1_000, 'invalid_contact_number'),
				droppedDuplicates: 2_000,
			},
		],
	])('"%s"', (sentence, totals) => {
		expect(sum(totals)).toBe(sentence);
	});

	it('counts every kind of rejection but duplicates as rejected', () => {
		const rejections = [
			...times(1, 'refused'),
			...times(1, 'not_isolated'),
			...times(1, 'delivery_failed'),
			...times(1, 'not_sent'),
			...times(1, 'missing_country_code'),
		];
		expect(sum({ items: 5, rejections })).toContain('; 5 rejected');
	});
});

describe('what was changed on the way is said', () => {
	const describeWith = (notes: Partial<LeadNotes>) =>
		describeNotes(
			{ ...createNotes(), ...notes },
			{ supportChannelKey: 'contact-key', contactKeys: 'both' },
		);

	it('not at all where nothing was', () => {
		expect(describeWith({})).toEqual([]);
	});

	it('with the names of fields that are the same in lower case', () => {
		expect(describeWith({ clashingNames: new Set(['Name', 'NAME']) })).toEqual([
			"Left out, since another field has the same name in lower case: 'Name', 'NAME'. E-so lower-cases all names.",
		]);
	});

	it('with the selected fields that no item has', () => {
		const unseenNames = new Set(['Citty']);
		expect(describeWith({ unseenNames, hasReadFields: true })).toEqual([
			{
				type: 'warning',
				message: "No lead has a value in 'Citty'. Check the spelling in the node's parameters.",
			},
		]);
	});

	it('but not where every number was rejected before any field was looked at', () => {
		expect(describeWith({ unseenNames: new Set(['City']) })).toEqual([]);
	});

	it('with the names that E-so reads itself', () => {
		const [hint] = describeWith({ reservedNames: new Set(['Origin']) });
		expect(hint).toContain("'Origin'");
	});

	it.each([
		[1, "1 number begins with 0, which is lost in 'contact-key' because it is sent as a number."],
		[2, "2 numbers begin with 0, which is lost in 'contact-key' because it is sent as a number."],
	])('with how many numbers lost a zero: %i', (lostZeros, words) => {
		expect(describeWith({ lostZeros })[0]).toContain(words);
	});

	it.each([
		['channel', "Set 'Contact Number Keys' to both keys to keep it."],
		['both', "'contact_number' carries the whole number."],
	] as const)('and what became of the zero, with the keys %s', (contactKeys, words) => {
		const notes = { ...createNotes(), lostZeros: 1 };
		expect(describeNotes(notes, { supportChannelKey: 'contact-key', contactKeys })).toEqual([
			expect.stringMatching(/because it is sent as a number\. (.*)$/),
		]);
		expect(String(describeNotes(notes, { supportChannelKey: 'k', contactKeys })[0])).toContain(
			`. ${words}`,
		);
	});

	it.each([
		[
			1,
			'1 number belongs to another country than the one given for the lead, and was sent as written.',
		],
		[
			2,
			'2 numbers belong to another country than the one given for the lead, and were sent as written.',
		],
	])('with how many numbers are of another country: %i', (otherCountries, hint) => {
		expect(describeWith({ otherCountries })).toEqual([hint]);
	});

	it.each([
		[1, '1 country was not recognized, but was not needed: its number includes a country code.'],
		[
			2,
			'2 countries were not recognized, but were not needed: their numbers include a country code.',
		],
	])('with how many countries were not recognized: %i', (unreadCountries, hint) => {
		expect(describeWith({ unreadCountries })).toEqual([hint]);
	});

	it('with five names at most, and how many more there are', () => {
		const names = new Set(Array.from({ length: 1_005 }, (_, index) => `F${index}`));
		const [hint] = describeWith({ clashingNames: names });
		expect(hint).toContain("'F0', 'F1', 'F2', 'F3', 'F4' and 1,000 more.");
		expect(hint).not.toContain("'F5'");
	});

	it('with long names cut short', () => {
		const [hint] = describeWith({ clashingNames: new Set(['x'.repeat(10_000)]) });
		expect(String(hint).length).toBeLessThan(200);
	});
});

describe('a hint alarms when leads are missing', () => {
	const getHint = (rejections: readonly Rejection[], accepted = 0) => {
		const byItem = new Map(rejections.map((rejection, item) => [item, rejection]));
		const figures = toFigures({
			accepted,
			acceptedBatches: 1,
			droppedDuplicates: 0,
			rejections: byItem,
		});
		const [hint] = describeRun(accepted + rejections.length, figures, toReasons(rejections));
		return hint;
	};
	const rejection = (code: RejectionCode, more: Partial<Rejection> = {}): Rejection => ({
		code,
		message: 'What happened.',
		retryable: false,
		...more,
	});

	it('and does not when all is well, or only duplicates are left out', () => {
		expect(getHint([], 3)).toBe('3 of 3 leads accepted in 1 batch');
		expect(getHint([rejection('duplicate_contact_number')], 3)).toBe(
			'3 of 4 leads accepted in 1 batch; 1 duplicate',
		);
	});

	it.each<[RejectionCode, Partial<Rejection>, RegExp]>([
		[
			'missing_contact_number',
			{ field: 'Mobile' },
			/no contact number in 'Mobile'.*'Contact Number Field'/,
		],
		['invalid_contact_number', {}, /What happened\. 'Check Only'/],
		['invalid_country_code', {}, /Check 'Default Country' and the option 'Country Code Field'\.$/],
		['invalid_origin', {}, /'Origin Field'/],
		['unsupported_field', {}, /'Nested Fields'/],
		['refused', { statusCode: 400 }, /What happened\..*'Support Channel Key'/],
		['not_isolated', {}, /What happened\./],
		['delivery_failed', {}, /What happened\. Check that E-so can be reached/],
		['not_sent', { statusCode: 401 }, /What happened\. Check the access token/],
		[
			'not_sent',
			{ statusCode: 403 },
			/What happened\. Check the permissions of the access token in E-so\./,
		],
		['malformed_row', {}, /file options/],
		['unreadable_file', {}, /What happened\./],
	])('with the reason that stands behind them: %s %j', (code, more, reason) => {
		const hint = getHint([rejection(code, more), rejection(code, more)], 1);
		expect(hint).toEqual({
			type: 'warning',
			message: expect.stringMatching(
				/^1 of 3 leads accepted in 1 batch; 2 rejected\. The reason for all: /,
			),
		});
		expect(hint).toHaveProperty('message', expect.stringMatching(reason));
	});

	it('with the reason for most of them, and how many they are', () => {
		const codes: RejectionCode[] = ['refused', 'missing_country_code', 'missing_country_code'];
		expect(getHint(codes.map((code) => rejection(code)))).toHaveProperty(
			'message',
			expect.stringContaining(
				"3 rejected. 2 of 3 numbers are written without a country code: choose a 'Default Country', or name the field with the country in the option 'Country Code Field'.",
			),
		);
	});

	it('with the columns of a file instead of fields', () => {
		const codes: RejectionCode[] = ['missing_country_code'];
		const figures = { accepted: 0, acceptedBatches: 0, duplicates: 0, droppedDuplicates: 0 };
		const rejections = codes.map((code) => rejection(code));
		expect(
			describeRun(1_210, { ...figures, rejected: 1 }, toReasons(rejections), 'Column'),
		).toEqual([
			{
				type: 'warning',
				message:
					"0 of 1,210 leads accepted in 0 batches; 1 rejected. 1 of 1,210 numbers is written without a country code: choose a 'Default Country', or name the column with the country in the option 'Country Code Column'.",
			},
		]);
	});

	it('with what to do if E-so refuses all leads for a cause that it found, instead of guesses', () => {
		const figures = { accepted: 0, acceptedBatches: 0, duplicates: 0, droppedDuplicates: 0 };
		const reasons = toReasons(times(3, 'refused').map((code) => rejection(code)));
		const stopped = { statusCode: 417, message: 'All have the key. Remove it.' };
		const tell = (remedy?: string) =>
			describeRun(3, { ...figures, rejected: 3 }, reasons, 'Field', {
				...stopped,
				...(remedy !== undefined && { remedy }),
			});
		expect(tell('Remove it.')).toEqual([
			{
				type: 'warning',
				message:
					'0 of 3 leads accepted in 0 batches; 3 rejected. The reason for all: All have the key. Remove it.',
			},
		]);
		expect(tell()).toMatchObject([
			{ message: expect.stringContaining('If all are refused alike') },
		]);
	});

	it('without advice to do what was done already', () => {
		const figures = { accepted: 0, acceptedBatches: 0, duplicates: 0, droppedDuplicates: 0 };
		const reasons = toReasons([rejection('invalid_contact_number')]);
		const [hint] = describeRun(1, { ...figures, rejected: 1, isChecked: true }, reasons);
		expect(JSON.stringify(hint)).not.toContain("'Check Only' shows");
	});

	it('also where items fail one by one, naming what most of them have in common', () => {
		const failed = (code: FailureCode, message: string): ItemFailure => ({
			code,
			message,
			retryable: false,
		});
		const countryless = Array.from({ length: 1_204 }, () => failed('missing_country_code', 'x'));
		expect(describeItems(countryless, 1_210, 'accepted')).toEqual([
			{
				type: 'warning',
				message:
					"6 of 1,210 items accepted; 1,204 failed. 1,204 of 1,210 numbers are written without a country code: choose a 'Default Country'.",
			},
		]);
		const [gone, other] = [failed('not_found', 'Gone.'), failed('refused', 'No.')];
		expect(describeItems([gone], 1, 'deleted')).toMatchObject([
			{ message: '0 of 1 item deleted; 1 failed. The reason: Gone.' },
		]);
		expect(describeItems([gone, other], 3, 'deleted')).toMatchObject([
			{ message: '1 of 3 items deleted; 2 failed' },
		]);
		expect(describeItems([], 3, 'deleted')).toEqual([]);
	});

	it('with what leads of a kind have in common, and no value of one for all of them', () => {
		const [short, lost] = ['"98490" is too short.', '"8.19E+09": digits were lost.'].map(
			(message) => rejection('invalid_contact_number', { message }),
		);
		expect(getHint([short, lost].filter((one) => one !== undefined))).toHaveProperty(
			'message',
			expect.stringContaining(
				'The reason for all: numbers that cannot be read. The first: "98490" is too short.',
			),
		);
		expect(getHint([short].filter((one) => one !== undefined))).toHaveProperty(
			'message',
			expect.stringContaining('The reason: "98490" is too short.'),
		);
	});

	it('with why the others are missing where most of them are duplicates', () => {
		const codes: RejectionCode[] = [...times(5, 'duplicate_contact_number'), 'refused'];
		expect(getHint(codes.map((code) => rejection(code)))).toHaveProperty(
			'message',
			expect.stringMatching(/1 rejected, 5 duplicates\. The reason: What happened\./),
		);
	});

	it('with the reason for most of them, and for how many, where it is not the only one', () => {
		const codes: RejectionCode[] = ['refused', 'malformed_row', 'malformed_row'];
		expect(getHint(codes.map((code) => rejection(code)))).toHaveProperty(
			'message',
			expect.stringContaining('. The reason for 2: rows that cannot be read. The first: What'),
		);
	});

	it.each<[RejectionCode, RegExp]>([
		['missing_contact_number', /no contact number in the item\. Check 'Contact Number Field'/],
		['invalid_country_code', /: countries that cannot be right\. The first: What happened\. Check/],
		['invalid_origin', /: origins that E-so does not accept\. The first: What happened\. Check/],
		[
			'unsupported_field',
			/: custom fields that E-so does not accept\. The first: What happened\. /,
		],
	])('with the kind before the first of them: %s', (code, reason) => {
		expect(getHint([rejection(code), rejection(code)])).toHaveProperty(
			'message',
			expect.stringMatching(reason),
		);
	});

	it.each([
		['no lead was given', 'no lead was given. Check'],
		['Is v1.2 down', 'Is v1.2 down. Check'],
		['Is it down?', 'Is it down? Check'],
	])('with one mark at the end of what E-so says: %s', (message, words) => {
		expect(getHint([rejection('delivery_failed', { message })])).toHaveProperty(
			'message',
			expect.stringContaining(words),
		);
	});

	it('and says of a check that nothing was sent', () => {
		const figures = { accepted: 2, acceptedBatches: 1, duplicates: 0, droppedDuplicates: 0 };
		expect(describeRun(2, { ...figures, rejected: 0, isChecked: true }, new Map())).toEqual([
			'Nothing was sent. 2 of 2 leads would be sent in 1 batch',
		]);
		const reasons = toReasons([rejection('invalid_contact_number')]);
		expect(describeRun(3, { ...figures, rejected: 1, isChecked: true }, reasons)).toEqual([
			{
				type: 'warning',
				message:
					'Nothing was sent. 2 of 3 leads would be sent in 1 batch; 1 rejected. The reason: What happened.',
			},
		]);
	});

	it('without a reason where there are several', () => {
		const codes: RejectionCode[] = ['refused', 'missing_country_code'];
		expect(getHint(codes.map((code) => rejection(code)))).toEqual({
			type: 'warning',
			message: '0 of 2 leads accepted in 1 batch; 2 rejected',
		});
	});
});
