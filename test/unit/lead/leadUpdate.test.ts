import {
	leadUpdateSchema,
	prepareUpdate,
	type RawUpdate,
} from '../../../nodes/EsoLeads/lead/leadUpdate';

const nothing: RawUpdate = { fields: [], addTags: [], removeTags: [], newNumber: undefined };
const prepare = (changes: Partial<RawUpdate>, maxBytes = 1_000_000) =>
	prepareUpdate({ ...nothing, ...changes }, { nestedFields: 'reject', maxBytes });
const number = (digits: string) => ({ kind: 'contactNumber' as const, countryCode: 39, digits });

test('only what changes is sent, in the documented types', () => {
	const update = prepare({
		fields: [
			['Name', 'Asha'],
			['visits', 3],
			['vip', true],
			['gone', null],
		],
		addTags: [1, 2],
		newNumber: number('3401234567'),
	});
	expect(update).toEqual({ kind: 'update', json: expect.any(String) });
	const body: unknown = JSON.parse(update.kind === 'update' ? update.json : '');
	expect(body).toEqual({
		lead_data: { name: 'Asha', visits: 3, vip: true },
		add_tags: [1, 2],
		new_contact_number: 3401234567,
		new_country_code: 39,
	});
	expect(leadUpdateSchema.safeParse(body).success).toBe(true);
});

test.each([
	['nothing', {}, 'invalid_parameter', /nothing to update/],
	[
		'fields that are all empty',
		{
			fields: [
				['a', null],
				['b', undefined],
			],
		},
		'invalid_parameter',
		/nothing to update/,
	],
	[
		'one tag in both lists',
		{ addTags: [1, 2], removeTags: [3, 2] },
		'invalid_parameter',
		/The tag 2/,
	],
	[
		'a number that begins with 0',
		{ newNumber: number('0669821234') },
		'invalid_contact_number',
		/cannot hold that zero/,
	],
	[
		"E-so's own names",
		{ fields: [['Origin', 'x']] },
		'unsupported_field',
		/'Origin' is reserved by E-so/,
	],
	[
		'the key of a channel',
		{ fields: [['contact-x', 1]] },
		'unsupported_field',
		/'contact-x' is reserved by E-so/,
	],
	[
		'a name that no field can have',
		{
			fields: [
				['City', 'Pune'],
				['__proto__', 'x'],
			],
		},
		'unsupported_field',
		/^'__proto__' cannot be the name of a field\. Choose another one in 'Fields to Update'\.$/,
	],
	[
		'two names that meet',
		{
			fields: [
				['A', 1],
				['a', 2],
			],
		},
		'unsupported_field',
		/'a' appears twice/,
	],
	['a nested value', { fields: [['a', [1]]] }, 'unsupported_field', /nested values/],
	[
		'a value that is no number',
		{ fields: [['a', NaN]] },
		'unsupported_field',
		/not a finite number/,
	],
	[
		'a body that is too large',
		{ fields: [['a', 'x'.repeat(2_000_000)]] },
		'unsupported_field',
		/bytes/,
	],
] as Array<[string, Partial<RawUpdate>, string, RegExp]>)(
	'%s is refused with what to do',
	(_, changes, code, message) => {
		expect(prepare(changes)).toMatchObject({
			kind: 'failed',
			failure: { code, message: expect.stringMatching(message), retryable: false },
		});
	},
);

test('tags to take away are sent, and tags that are not to change are not', () => {
	expect(prepare({ removeTags: [3] })).toEqual({ kind: 'update', json: '{"remove_tags":[3]}' });
});
