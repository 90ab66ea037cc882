/** A JSON Schema as n8n keeps it of a node's output. */
export interface OutputSchema {
	type: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** The schema of all these values: every field that any of them has, with every type that it has. */
export function toSchema(values: readonly unknown[]): OutputSchema {
	const types = [...new Set(values.map(getType))].sort();
	const [type = 'null', ...others] = types;
	const objects = values.filter(isObject);
	const elements = values.filter(Array.isArray).flat();
	const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
	return {
		type: others.length === 0 ? type : types,
		...(objects.length > 0 && {
			properties: Object.fromEntries(
				names.map((name) => [
					name,
					toSchema(objects.flatMap((object) => (name in object ? [object[name]] : []))),
				]),
			),
		}),
		...(elements.length > 0 && { items: toSchema(elements) }),
	};
}

function getType(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
