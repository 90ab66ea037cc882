import type { Field, Primitive } from '../draw/fields';
import type { DrawnItem } from '../draw/items';
import type { Options, Parameters } from '../draw/parameters';

/** The custom fields that should reach E-so; undefined where one of them cannot be sent. */
export function expectedFields(
	item: DrawnItem,
	parameters: Parameters,
): Record<string, Primitive> | undefined {
	const expected = new Map<string, Primitive>();
	const leaves = chosenFields(item, parameters).flatMap((field) =>
		toLeaves(field, parameters.options.nestedFields),
	);
	for (const [name, value] of leaves) {
		const key = name.toLowerCase();
		if (isNotCustom(key)) continue;
		if (value === UNSENDABLE) return undefined;
		if (!expected.has(key)) expected.set(key, value);
	}
	return Object.fromEntries(expected);
}

/** In the order in which they are sent: of two names that meet in lower case the first one stays. */
function chosenFields(
	{ source, fields }: DrawnItem,
	{ contactNumberField, customFields, customFieldNames, options }: Parameters,
): readonly Field[] {
	switch (customFields) {
		case 'none':
			return [];
		case 'selected':
			return customFieldNames.flatMap((name) => fields.filter((field) => field.name === name));
		case 'all': {
			const ownField: Field[] =
				source === undefined || options.originField === 'source'
					? []
					: [{ name: 'source', value: source, is: 'primitive', flat: [] }];
			// Around a number inside of an object only single values are meant.
			return contactNumberField === 'contact.phone'
				? [...ownField, ...fields.filter(({ is }) => is !== 'nested')]
				: [...ownField, ...fields];
		}
	}
}

/** Selected names as the items spell them: in other capitals only where no item has the name itself. */
export function spellNames(names: readonly string[], items: readonly DrawnItem[]): string[] {
	const inUse = new Set(items.flatMap(({ fields }) => fields.map(({ name }) => name)));
	return names.map((name) => {
		const alike = [...inUse].filter((other) => other.toLowerCase() === name.toLowerCase());
		const [only = name] = alike;
		return inUse.has(name) || alike.length > 1 ? name : only;
	});
}

const UNSENDABLE = Symbol('failedWith');
type Leaf = readonly [string, Primitive | typeof UNSENDABLE];

function toLeaves({ name, value, is, flat }: Field, nested: Options['nestedFields']): Leaf[] {
	if (is === 'absent' || (is === 'nested' && nested === 'omit')) return [];
	if (is === 'nested' && nested === 'flatten')
		return flat.map(([rest, inner]) => [`${name}_${rest}`, inner]);
	if (is === 'nested' && nested === 'json') return [[name, JSON.stringify(value)]];
	return [[name, isPrimitive(value) && is === 'primitive' ? value : UNSENDABLE]];
}

/** Names that E-so reads itself, and names that no contact has. */
function isNotCustom(key: string): boolean {
	const owned = ['origin', 'country_code', 'contact_number', '', '__proto__'];
	return owned.includes(key) || key.startsWith('contact-');
}

function isPrimitive(value: unknown): value is Primitive {
	return ['string', 'number', 'boolean'].includes(typeof value);
}
