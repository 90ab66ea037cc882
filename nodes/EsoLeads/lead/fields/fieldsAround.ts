import { MIN_DIGITS_OF_A_NUMBER, withoutZeros } from '../phone/cell';
import { type FieldPath, toFieldPath } from './fieldPath';
import { readFieldValue } from './fieldValue';

/** An object on the way to the number, and the keys that lead to it. */
interface Level {
	keys: readonly string[];
	record: Record<string, unknown>;
}

/**
 * What *All Other Input Fields* means if the number is inside an object, such as a webhook's
 * `body.phone`: the fields beside it under their own names, then the plain values of the objects
 * around it. What n8n wraps around a body (headers, query, address) is not part of the lead.
 *
 * @param except paths that were used for the number, the country and the like.
 * @returns the fields, and the paths among them that were used.
 */
export function gatherAround(
	json: Record<string, unknown>,
	number: FieldPath,
	except: readonly FieldPath[],
): { record: Record<string, unknown>; except: readonly FieldPath[] } {
	const levels = findLevels(json, number);
	const holder = levels.pop();
	if (holder === undefined || levels.length === 0) return { record: json, except };
	const { keys } = holder;
	const fields = new Map(Object.entries(holder.record));
	const taken = new Set([...fields.keys()].map((name) => name.toLowerCase()));
	for (const level of levels.slice(isEnvelope(json) ? 1 : 0).reverse()) {
		for (const [name, value] of Object.entries(level.record)) {
			const path = toFieldPath([...level.keys, name]);
			const isUsed = except.some(({ text, keys }) => text === path.text || isSame(keys, path.keys));
			if (isUsed || taken.has(name.toLowerCase()) || readFieldValue(value).kind === 'nested')
				continue;
			taken.add(name.toLowerCase());
			fields.set(name, value);
		}
	}
	return {
		record: Object.fromEntries(fields),
		except: except
			.filter(
				(path) => isSame(path.keys.slice(0, keys.length), keys) && path.keys.length > keys.length,
			)
			.map((path) => toFieldPath(path.keys.slice(keys.length))),
	};
}

/** What items from n8n's Webhook node, and full responses from its HTTP Request node, look like. */
function isEnvelope(json: Record<string, unknown>): boolean {
	return typeof json.headers === 'object' && json.headers !== null && Object.hasOwn(json, 'body');
}

/**
 * The objects that a path passes through, starting with the item. A list counts as part of the
 * object that holds it.
 */
function findLevels(json: Record<string, unknown>, path: FieldPath): Level[] {
	const levels: Level[] = [{ keys: [], record: json }];
	if (Object.hasOwn(json, path.text)) return levels;
	let value: unknown = json;
	for (const [depth, key] of path.keys.slice(0, -1).entries()) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return levels;
		value = Reflect.get(value, key);
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			levels.push({ keys: path.keys.slice(0, depth + 1), record: { ...value } });
	}
	return levels;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((key, index) => key === b[index]);
}

/**
 * Whether a field holds the lead's own number, however it is written. If an expression gives the
 * number, nothing else tells which field it came from.
 */
export function holdsNumber(value: unknown, number: unknown): boolean {
	if (isSameText(value, number)) return true;
	const [own, other] = [toDigits(value), toDigits(number)];
	if (Math.min(own.length, other.length) < MIN_DIGITS_OF_A_NUMBER) return false;
	return own.endsWith(other) || other.endsWith(own);
}

/** Such as "Tel: +91 81928-29284", of which the digits alone are not compared. */
function isSameText(value: unknown, number: unknown): boolean {
	if (typeof value !== 'string' || typeof number !== 'string') return false;
	const text = value.trim();
	const digits = text.match(/\p{Nd}/gu) ?? [];
	return text === number.trim() && digits.length >= MIN_DIGITS_OF_A_NUMBER;
}

const MAX_CHARACTERS = 60;

function toDigits(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = String(value);
	if (text.length > MAX_CHARACTERS || /\p{L}/u.test(text)) return '';
	return withoutZeros(text.replace(/\D/g, ''));
}
