import fc from 'fast-check';
import { cleanCells, messyCells, type NumberCells } from './cells';
import { cleanFields, hostileFields, messyFields, type Field } from './fields';

/** One input item, as it is drawn: the node's parameters decide which names its cells stand under. */
export interface DrawnItem {
	number: NumberCells;
	/** A field that the parameter Origin Field may name. */
	source: string | number | undefined;
	fields: readonly Field[];
	hasFile: boolean;
}

const SOURCES = ['web', 'web', '  web ', 42, '', 'far too long'];

function toItems(
	numbers: fc.Arbitrary<NumberCells>,
	fields: fc.Arbitrary<Field[]>,
): fc.Arbitrary<DrawnItem> {
	return fc.record({
		number: numbers,
		source: fc.constantFrom(undefined, ...SOURCES),
		fields,
		hasFile: fc.boolean(),
	});
}

const cleanItems = toItems(cleanCells, cleanFields).map((item) => ({ ...item, source: undefined }));

const items = fc.oneof(
	{ weight: 3, arbitrary: cleanItems },
	{ weight: 3, arbitrary: toItems(messyCells, messyFields) },
	{ weight: 1, arbitrary: toItems(messyCells, hostileFields) },
);

/** At least one: n8n does not run a node that gets none. */
export const inputs: fc.Arbitrary<DrawnItem[]> = fc.oneof(
	fc.array(items, { minLength: 1, maxLength: 8 }),
	fc.array(cleanItems, { minLength: 1, maxLength: 24, size: 'max' }),
	fc.array(items, { minLength: 1, maxLength: 40, size: 'max' }),
);
