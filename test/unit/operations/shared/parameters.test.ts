import {
	describeNoValue,
	isEmpty,
	readFieldParameter,
	readItemParameter,
	readPairs,
	readReference,
} from '../../../../nodes/EsoLeads/operations/shared/parameters';
import { createFakeContext } from '../../../support/operations/fakeContext';

test.each([undefined, null, '', ' \n', []])('%j is nothing', (value) => {
	expect(isEmpty(value)).toBe(true);
});

test.each([0, false, '0', [0], {}])('%j is something', (value) => {
	expect(isEmpty(value)).toBe(false);
});

test.each<[unknown, string]>([
	[new Error('no such field'), 'no such field'],
	['stop', 'it has no value'],
])('what an expression throws (%p) is told as a reason', (thrown, reason) => {
	expect(describeNoValue(thrown)).toBe(
		`An expression in the node's parameters has no value for this item: ${reason}.`,
	);
});

describe('a field that was dragged is found by its path', () => {
	test.each([
		['{{ $json.phone }}', 'phone'],
		['={{$json.body.phone}}', 'body.phone'],
		['={{ $json?.body?.phone }}', 'body.phone'],
		['={{ $json["Mobile No."] }}', 'Mobile No.'],
		["={{ $json.contacts[0]['wa'] }}", 'contacts[0].wa'],
		[`{{ $json.${'a'.repeat(188)} }}`, 'a'.repeat(188)],
	])('%s', (text, path) => {
		expect(readReference(text)?.text).toBe(path);
	});

	test.each([
		undefined,
		7,
		'phone',
		'{{ $json }}',
		'{{ $json.phone.trim() }}',
		'{{ $json.phone }} {{ $json.city }}',
		'x {{ $json.phone }}',
		"{{ $('Sheet').item.json.phone }}",
		`{{ $json.${'a'.repeat(189)} }}`,
	])('but nothing is made of %p', (text) => {
		expect(readReference(text)).toBeUndefined();
	});
});

describe('names and values as the editor stores them', () => {
	test.each<[unknown, unknown[]]>([
		[
			[
				{ name: ' city ', value: 'Pune' },
				{ name: 'vip', value: false },
			],
			[
				['city', 'Pune'],
				['vip', false],
			],
		],
		[[{ name: 'note', value: '' }], [['note', '']]],
		[[{ name: 'note' }], [['note', undefined]]],
		[[{ name: 7, value: 1 }], [['7', 1]]],
		[
			[{ value: 'Pune' }, { name: null, value: 0 }],
			[
				['', 'Pune'],
				['', 0],
			],
		],
		[[{}, { name: '', value: '' }, { name: ' ', value: null }, { value: undefined }], []],
		[undefined, []],
		['text', []],
		[[1], []],
	])('%j', (stored, pairs) => {
		expect(readPairs(stored)).toEqual(pairs);
	});
});

describe('an expression', () => {
	const contextWith = (parameters: Parameters<typeof createFakeContext>[0]['parameters']) =>
		createFakeContext({ items: 3, ...(parameters && { parameters }) });

	test.each([
		['=x', true],
		['x', false],
		[[{ name: 'x', value: '=x' }], true],
		[[{ name: 'x', value: null }, null], false],
		[{ a: { b: ['=x'] } }, true],
		[5, false],
	] as Array<[string, boolean]>)('%j is one, or holds one: %p', (stored, isExpression) => {
		const context = contextWith({ given: stored });
		expect(readItemParameter(context, 'given', '').isExpression).toBe(isExpression);
	});

	test('is evaluated once for all rows of a file, and again for the next file', () => {
		const context = contextWith({ origin: '=x' });
		const items: number[] = [];
		const evaluate: unknown = (_: string, item: number) => {
			items.push(item);
			return `value ${item}`;
		};
		const origin = readItemParameter(
			{ ...context, getNodeParameter: evaluate as typeof context.getNodeParameter },
			'origin',
			'',
		);
		expect([0, 0, 1, 1, 0].map((item) => origin.at(item))).toEqual(
			[0, 0, 1, 1, 0].map((item) => `value ${item}`),
		);
		expect(items).toEqual([0, 1, 0]);
	});

	test.each<[unknown, unknown]>([
		['phone', { value: '81', field: 'phone' }],
		['8192829284', { value: '8192829284' }],
		[8192829284, { value: 8192829284 }],
		['', { value: '' }],
		[' ', { value: ' ' }],
		[null, { value: null }],
		[['phone'], { value: ['phone'] }],
	])('that gives %j for a field names it, or is the value itself', (given, expected) => {
		const context = contextWith({ contactNumberField: '=x' });
		const parameter = readFieldParameter(
			{ ...context, getNodeParameter: () => given } as typeof context,
			'contactNumberField',
			'',
		);
		const read = parameter.at(0, { phone: '81', '': 'nameless', ' ': 'nameless' });
		expect(read).toMatchObject(expected as object);
		expect(read.field).toBe((expected as { field?: string }).field);
	});
});
