import { jsonOf } from './jsonText';

/** The name of a custom field, as the API takes it. */
export interface FieldName {
	/** In lower case: the server would do it (documented). */
	key: string;
	/** What becomes of a field by this name. */
	use: 'sent' | 'owned' | 'left out';
	/** The key as JSON, with its colon. */
	json: string;
}

/**
 * Keys of a lead that the API reads itself. It takes a number under any key that begins with
 * `contact-` (documented), the support channel's among them.
 */
const OWN_KEYS: ReadonlySet<string> = new Set(['origin', 'country_code', 'contact_number']);
const OWN_KEY_PREFIX = 'contact-';

/**
 * A JSON reader that assigns key by key would change an object's prototype with it; no contact has
 * a field of that name.
 */
const UNSAFE_KEY = '__proto__';

/**
 * All items of a run have mostly the same names: these are read once. The bounds keep what is
 * remembered to two megabytes at most, whatever the items hold.
 */
const remembered = new Map<string, FieldName>();
const MAX_REMEMBERED = 1_000;
const MAX_REMEMBERED_CHARACTERS = 100;

/** Reads the name of a field. */
export function readFieldName(name: string): FieldName {
	const known = remembered.get(name);
	if (known !== undefined) return known;
	const key = name.toLowerCase();
	const read: FieldName = { key, use: useOf(key), json: `${jsonOf(key)}:` };
	if (name.length <= MAX_REMEMBERED_CHARACTERS) {
		if (remembered.size >= MAX_REMEMBERED) remembered.clear();
		remembered.set(name, read);
	}
	return read;
}

function useOf(key: string): FieldName['use'] {
	if (OWN_KEYS.has(key) || key.startsWith(OWN_KEY_PREFIX)) return 'owned';
	return key === '' || key === UNSAFE_KEY ? 'left out' : 'sent';
}
