import {
	countDigits,
	MIN_DIGITS_OF_A_NUMBER,
	TWO_NUMBERS,
	unreadable,
	type NumberText,
	type Unreadable,
} from './cellReading';

const WHATSAPP_LINK =
	/(?:\bwa\.me\/|\bwhatsapp\.com\/send\/?\?(?:[^#]*&)?phone=|^whatsapp:\/\/send\/?\?(?:[^#]*&)?phone=)(?:\+|%2b)?([\d ()-]+)(?=$|[/?&#\s])/i;
const WHATSAPP_ID = /^\+?(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i;
const WHATSAPP_NON_PERSON = /@(?:g\.us|lid|broadcast|newsletter)$/i;

/**
 * Reads a WhatsApp link or ID; undefined where the text is neither. Both carry the country code.
 */
export function readWhatsAppNumber(text: string): NumberText | Unreadable | undefined {
	if (WHATSAPP_NON_PERSON.test(text)) {
		return unreadable(
			'that is a WhatsApp group or an internal ID, not the number of a person. Leave it out',
		);
	}
	const match = WHATSAPP_ID.exec(text) ?? WHATSAPP_LINK.exec(text);
	const digits = match?.[1];
	if (match === null || digits === undefined) return undefined;
	// A second number, perhaps in a second link; a prefilled message behind the link is none.
	const [beside = ''] = text.replace(match[0], '\n').split(/[?&]text=/);
	return countDigits(beside) >= MIN_DIGITS_OF_A_NUMBER
		? unreadable(TWO_NUMBERS)
		: { kind: 'numberText', text: `+${digits}` };
}
