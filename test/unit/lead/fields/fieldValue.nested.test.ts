import { createNotes } from '../../../../nodes/EsoLeads/lead/lead';
import { prepareWith, sentWith } from '../../../support/lead/rawLead';

const nested = {
	Name: 'Patel',
	Address: { City: 'Pune', Geo: { lat: 18.5, lng: null } },
	Tags: ['vip', true],
	Since: new Date(0),
};

test('by default a lead with nested values is refused, since the API would refuse its batch', () => {
	expect(prepareWith(nested)).toMatchObject({ code: 'unsupported_field', field: 'Address' });
});

test('flatten names each inner value by its way in', () => {
	expect(sentWith(nested, { nestedFields: 'flatten' })).toEqual({
		name: 'Patel',
		address_city: 'Pune',
		address_geo_lat: 18.5,
		tags_0: 'vip',
		tags_1: true,
		since: '1970-01-01T00:00:00.000Z',
	});
});

test('json sends nested values as JSON text', () => {
	expect(sentWith(nested, { nestedFields: 'json' })).toEqual({
		name: 'Patel',
		address: '{"City":"Pune","Geo":{"lat":18.5,"lng":null}}',
		tags: '["vip",true]',
		since: '1970-01-01T00:00:00.000Z',
	});
});

test('omit leaves nested values out', () => {
	expect(sentWith(nested, { nestedFields: 'omit' })).toEqual({
		name: 'Patel',
		since: '1970-01-01T00:00:00.000Z',
	});
});

test('empty lists and objects come to no field when they are flattened', () => {
	expect(sentWith({ a: [], b: {}, c: { d: {} } }, { nestedFields: 'flatten' })).toEqual({});
});

test('a flattened name that is taken stays out, and the user is told', () => {
	const notes = createNotes();
	const fields = { address_city: 'Delhi', Address: { City: 'Pune' } };
	expect(sentWith(fields, { nestedFields: 'flatten' }, notes)).toEqual({ address_city: 'Delhi' });
	expect([...notes.clashingNames]).toEqual(['Address_City']);
});

test('a flattened name cannot become one of the API’s own', () => {
	const notes = createNotes();
	const fields = { contact: { number: '1', email: 'a@b.c' }, country: { code: 1 } };
	expect(sentWith(fields, { nestedFields: 'flatten' }, notes)).toEqual({ contact_email: 'a@b.c' });
	expect([...notes.reservedNames]).toEqual(['contact_number', 'country_code']);
});

test('an inner value that cannot be sent is named by its way in, the item’s field for repair', () => {
	expect(prepareWith({ Stats: { Score: NaN } }, { nestedFields: 'flatten' })).toMatchObject({
		code: 'unsupported_field',
		field: 'Stats',
		message: expect.stringMatching(/^'Stats_Score' cannot be sent: it is not a finite number/),
	});
});

test('twenty levels are flattened, more are refused', () => {
	const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
	const rules = { nestedFields: 'flatten' } as const;
	expect(Object.keys(sentWith({ a: deep(21) }, rules))).toEqual([Array(22).fill('a').join('_')]);
	expect(prepareWith({ a: deep(22) }, rules)).toMatchObject({
		code: 'unsupported_field',
		message: expect.stringContaining('too deeply'),
	});
});

test('a thousand values are flattened, more are refused', () => {
	const rules = { nestedFields: 'flatten' } as const;
	expect(Object.keys(sentWith({ a: Array(1000).fill(1) }, rules))).toHaveLength(1000);
	expect(prepareWith({ a: Array(1001).fill(1) }, rules)).toMatchObject({
		message: expect.stringContaining('too many values'),
	});
});

test.each(['reject', 'flatten', 'json'] as const)(
	'with %s a circular object is refused',
	(nestedFields) => {
		const circular: Record<string, unknown> = { name: 'Patel' };
		circular.self = circular;
		expect(prepareWith({ circular }, { nestedFields })).toMatchObject({
			code: 'unsupported_field',
			field: 'circular',
		});
	},
);

test.each([
	['a list', (count: number) => Array.from({ length: count }, () => 1)],
	[
		'an object',
		(count: number) =>
			Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, 1])),
	],
	[
		'objects within one',
		(count: number) => ({
			a: Object.fromEntries(Array.from({ length: count - 1 }, (_, key) => [`k${key}`, 1])),
		}),
	],
])('%s of 1,000 values is flattened, of one more it is refused', (_, make) => {
	const flatten = { nestedFields: 'flatten' } as const;
	expect(prepareWith({ data: make(1_000) }, flatten)).toMatchObject({ kind: 'lead' });
	expect(prepareWith({ data: make(1_001) }, flatten)).toMatchObject({
		kind: 'refusal',
		field: 'data',
		message: expect.stringMatching(/nested too deeply or holds too many values/),
	});
});

test('a circle is refused in words when it is to be sent as JSON', () => {
	const circle: Record<string, unknown> = {};
	circle.self = circle;
	expect(prepareWith({ circle }, { nestedFields: 'json' })).toMatchObject({
		field: 'circle',
		message: expect.stringMatching(
			/cannot be written as JSON, since it is circular, too deep or holds a BigInt/,
		),
	});
});
