import { failedWith, type Failed } from './itemFailure';
import { quote } from './quote';

/** Tags by their ids (observed: integers; documented: sent as numbers). */
export interface TagIds {
	kind: 'tagIds';
	ids: number[];
}

const TAG_ID = /^[1-9]\d{0,14}$/;

/** A longer text is none, and meets no pattern. */
const MAX_CHARACTERS = 15;

/**
 * Reads the ids of tags: a list, as a choice in the editor gives it, or one id or several with
 * commas, as an expression may. Repeats count once. `label` names the parameter in messages.
 */
export function readTagIds(value: unknown, label: string): TagIds | Failed {
	const list: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	const texts = list.map((id) => String(id ?? '').trim()).filter((id) => id !== '');
	const wrong = texts.find((id) => id.length > MAX_CHARACTERS || !TAG_ID.test(id));
	return wrong === undefined
		? { kind: 'tagIds', ids: [...new Set(texts.map(Number))] }
		: failedWith(
				'invalid_parameter',
				`'${label}' holds ${quote(wrong)}, which is no ID of a tag. IDs are whole numbers, such as 12.`,
			);
}
