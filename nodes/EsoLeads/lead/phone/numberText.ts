import {
	A_FAX,
	AN_EXTENSION,
	type CellText,
	countDigits,
	isFiller,
	MIN_DIGITS_OF_A_NUMBER,
	unreadable,
	tidyCell,
} from './cell';
import { findDoubt, readLookalike, readSpreadsheetNumber } from './lookalikes';
import { DIGITS_OF_TWO } from './severalNumbers';
import { readWrittenNumber } from './written';

/**
 * Longer than any number with its link around it. The limit keeps hostile text away from the
 * patterns.
 */
const MAX_CELL_CHARACTERS = 500;

/** Digits in groups, with nothing around them. Points are not among them: `.0` is a spreadsheet's. */
const PLAIN_NUMBER = /^\+?\d[\d ()-]*$/;

/** The text of a cell; undefined for what is neither a text nor a number. */
export function toCellText(cell: unknown): string | undefined {
	// A sheet's empty cell can arrive as 0.
	if (cell === undefined || cell === null || cell === 0) return '';
	if (typeof cell === 'string') return cell;
	if (typeof cell === 'bigint') return String(cell);
	// A minus, a fraction or an exponent in String(cell) is later refused like the same text from a
	// spreadsheet.
	return typeof cell === 'number' && Number.isFinite(cell) ? String(cell) : undefined;
}

/**
 * Reads the number from a cell as people fill it in: with labels, links, apostrophes, invisible
 * characters, or digits of other scripts.
 */
export function readNumberText(cell: string): CellText {
	if (cell.length > MAX_CELL_CHARACTERS) {
		return unreadable('it is too long for a number. Check which field holds the number');
	}
	if (PLAIN_NUMBER.test(cell)) return readPlainNumber(cell);
	const text = tidyCell(cell);
	if (PLAIN_NUMBER.test(text)) return readPlainNumber(text);
	if (isFiller(text)) return { kind: 'empty' };
	return (
		readContactLink(text) ??
		readSpreadsheetNumber(text) ??
		readLookalike(text) ??
		readWrittenNumber(text)
	);
}

function readPlainNumber(text: string): CellText {
	if (/^0{1,3}$/.test(text)) return { kind: 'empty' };
	const lookalike = readSpreadsheetNumber(text) ?? readLookalike(text);
	if (lookalike !== undefined) return lookalike;
	if (text.length > DIGITS_OF_TWO) return readWrittenNumber(text);
	const doubt = findDoubt(text);
	return doubt === undefined ? { kind: 'numberText', text } : { kind: 'numberText', text, doubt };
}

/**
 * Reads a number written for programs: WhatsApp links and IDs, other chat links, tel: and sms:
 * addresses, vCards. Undefined if the text is none of these.
 */
function readContactLink(text: string): CellText | undefined {
	if (!/[@:/=]/.test(text)) return undefined;
	const texts = text.split(BEFORE_LINK);
	const areLinks = texts.length > 1 && texts.every((one) => readLink(one)?.kind === 'numberText');
	return areLinks ? { kind: 'several', texts } : readLink(text);
}

/** Between the links of a list. */
const BEFORE_LINK = /[ ,;|\n]+(?=(?:https?:\/\/|tel:|sms:|wa\.me\/|\+?\d[\d.:_]*@))/i;

function readLink(text: string): CellText | undefined {
	return readWhatsAppId(text) ?? readChatLink(text) ?? readCard(text) ?? readAddress(text);
}

/** WhatsApp adds the agent after a dot and the device after a colon. */
const WHATSAPP_ID = /^\+?(\d+)(?:[._]\d+)?(?::\d+)?@(?:c\.us|s\.whatsapp\.net|whatsapp\.net)$/i;
const WHATSAPP_NON_PERSON = /@(?:g\.us|lid|broadcast|newsletter|call|bot)$/i;

function readWhatsAppId(text: string): CellText | undefined {
	if (WHATSAPP_NON_PERSON.test(text)) {
		return unreadable(
			'that is a WhatsApp group or an internal ID, not the number of a person. Leave it out',
		);
	}
	const digits = WHATSAPP_ID.exec(text.replace(/[\s,.;:)>\]]+$/, ''))?.[1];
	return digits === undefined ? undefined : { kind: 'numberText', text: `+${digits}` };
}

const CHAT_LINK = new RegExp(
	[
		'(?:https?://(?:[\\w-]+\\.)?)?(?:\\bwa\\.me/(?:c/|p/\\d+/)?',
		'\\bwhatsapp\\.com/(?:send/?\\?(?:[^#]*&)?phone=|catalog/)',
		'\\bwhatsapp://send/?\\?(?:[^#]*&)?phone=',
		'\\bsms://open\\?addresses=',
		'\\bviber://\\w+/?\\?(?:[^#]*&)?number=',
		'\\bsignal\\.me/#p/',
		'\\bt\\.me/(?=\\+|%2b))',
	].join('|') + '(?:\\+|%2b)?([\\d ()-]+)(?=$|[/?&#,;)>\\]"\'|\\s]|\\.(?:$|\\s))',
	'i',
);

/** All these carry the country code. */
function readChatLink(link: string): CellText | undefined {
	const text = decode(link);
	const match = CHAT_LINK.exec(text);
	const digits = match?.[1];
	if (match === null || digits === undefined) return undefined;
	// There may be a second number, perhaps in a second link. A prefilled message does not count.
	const [beside = ''] = text.replace(match[0], '\n').split(/[?&]text=/);
	return countDigits(beside) >= MIN_DIGITS_OF_A_NUMBER
		? { kind: 'several', texts: [`+${digits}`, beside] }
		: { kind: 'numberText', text: `+${digits}` };
}

const CARD = /^(?:BEGIN:VCARD|MECARD:|(?:[\w-]+\.)?TEL[;:])/i;
/** A line of a vCard, or a field of the MECARD in a QR code. */
const CARD_NUMBER = /(?:^|[\n;:])(?:[\w-]+\.)?TEL((?:;[^:\n]*)?):([^\n]*)/gi;

function readCard(text: string): CellText | undefined {
	if (!CARD.test(text)) return undefined;
	const isMecard = /^MECARD:/i.test(text);
	const lines = [...text.matchAll(CARD_NUMBER)].map(([, types = '', value = '']) => ({
		isFax: /\bfax\b/i.test(types) && !/\b(?:cell|voice)\b/i.test(types),
		value: (isMecard ? (value.split(';')[0] ?? '') : value).trim(),
	}));
	const values = lines.filter(({ isFax }) => !isFax).map(({ value }) => value);
	const [only, ...others] = values.filter((value) => value !== '');
	if (only === undefined) {
		return lines.length === 0 ? unreadable(NO_NUMBER) : unreadable(A_FAX);
	}
	if (others.length > 0) return { kind: 'several', texts: [only, ...others] };
	// "Tel: 030 901820 Fax: 030 901821" is no card, but has labels.
	if (/\p{L}/u.test(only.split(/[;?&@%]/)[0] ?? '') && !SCHEME.test(only))
		return readWrittenNumber(text);
	return readAddress(SCHEME.test(only) ? only : `tel:${only}`) ?? readWrittenNumber(only);
}

const NO_NUMBER = 'it holds no number. Give one';
const SCHEME =
	/^(?:tel|sms|smsto|mms|mmsto|callto|facetime|facetime-audio|skype|sip|sips|telprompt):(?:\/\/)?(?=[+(\d%])/i;

/**
 * Reads an address that a phone dials or writes to. In `81928-29284;phone-context=+91` (RFC 3966,
 * section 5.1.5) the country code follows the number; `;isub=` names a socket of the same line.
 */
function readAddress(text: string): CellText | undefined {
	const isAddress = SCHEME.test(text);
	if (!isAddress && !/;(?:phone-context|isub|ext|postd)=/i.test(text)) return undefined;
	const rest = decode(text.replace(SCHEME, ''));
	const [address = ''] = rest.split(/[?&@]/);
	// smsto:+91…:message
	const [number = '', ...parameters] = (address.split(':')[0] ?? '').split(/;(?=[a-z-]+=)/i);
	const find = (name: string) =>
		parameters.find((parameter) => parameter.toLowerCase().startsWith(name));
	if (find('ext=') !== undefined || find('postd=') !== undefined) return unreadable(AN_EXTENSION);
	const context = find('phone-context=+')?.slice('phone-context='.length) ?? '';
	return readWrittenNumber(context + number);
}

function decode(text: string): string {
	return text.replace(/%(2b|20|28|29|2d)/gi, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16)),
	);
}
