import { EAST_ASIAN, isIso2022, scoreEastAsian } from './eastAsian';
import { LF } from './lines';

/**
 * Guesses which one-byte or two-byte encoding a file uses: the one in which its names read as words
 * of a language. Detectors that count bytes in running text are wrong about a third of all contact
 * lists, which are mostly ASCII with names of two words.
 */
export function guessLegacyEncoding(bytes: Uint8Array): string {
	if (isIso2022(bytes)) return 'iso-2022-jp';
	const sample = takeSample(bytes);
	if (holdsOnlySigns(sample)) return 'windows-1252';
	const guesses = [
		...SCRIPTS.map((script) => ({ ...script, score: scoreScript(sample, script) })),
		...EAST_ASIAN.map((kind) => ({ ...kind, score: scoreEastAsian(sample, kind) })),
	];
	const [best] = guesses.sort((a, b) => b.score - a.score);
	return best === undefined || best.score <= 0 ? 'windows-1252' : best.encoding;
}

const SAMPLE_BYTES = 20_000;

/** The lines with letters beyond ASCII, since only these are informative. */
function takeSample(bytes: Uint8Array): Uint8Array {
	const lines: Uint8Array[] = [];
	let length = 0;
	for (let from = 0; from < bytes.length && length < SAMPLE_BYTES; ) {
		const end = bytes.indexOf(LF, from);
		const to = end < 0 ? bytes.length : end + 1;
		const line = bytes.subarray(from, Math.min(to, from + SAMPLE_BYTES));
		if (line.some((byte) => byte > 0x7f)) {
			lines.push(line);
			length += line.length;
		}
		from = to;
	}
	return Buffer.concat(lines);
}

/**
 * Signs of Windows-1252 that stand alone, ordinals (Nº 5, 3ª, Mª), degrees and squares: in other
 * encodings they would be single letters.
 */
const SIGN =
	/(?<![a-z\x80-\uffff])[ºª°£¢¥§©®«»±·½¼¾¿¡²³¹€–—‘’“”…•™\xa0](?![a-z\x80-\uffff])|(?<=[\d.]|\b[NMD])[ºª°]|°(?=[CF]\b)|(?<=m)[²³]/giu;

function holdsOnlySigns(sample: Uint8Array): boolean {
	const text = new TextDecoder('windows-1252').decode(sample, { stream: true });
	return !/[^\0-\x7f]/.test(text.replace(SIGN, ''));
}

/** A one-byte encoding, and the languages written in it. */
interface Script {
	encoding: string;
	/**
	 * For each language its lower-case letters beyond ASCII, or all letters if it has its own script.
	 */
	alphabets: readonly string[];
	/** The most common letters of a non-Latin script. */
	common?: string;
}

const WESTERN = [
	'àâæçéèêëîïôœùûüÿ', // French
	'äöüßéè', // German
	'áéíóúüñàç', // Spanish, Catalan
	'áâãàçéêíóôõúü', // Portuguese
	'àèéìòùî', // Italian
	'æøåéüöä', // Danish, Norwegian
	'åäöéüšž', // Swedish, Finnish
	'ëïéèöüá', // Dutch
	'áðéíóúýþæö', // Icelandic
];
const CENTRAL = [
	'ąćęłńóśźż', // Polish
	'áčďéěíňóřšťúůýž', // Czech
	'áäčďéíĺľňóôŕšťúýž', // Slovak
	'áéíóöőúüű', // Hungarian
	'ăâîşţșț', // Romanian
	'čćđšž', // Croatian, Slovene
];
const TURKISH = ['çğıi̇öşüâîû'];
const BALTIC = ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž'];
const CYRILLIC = [
	'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', // Russian, Bulgarian
	'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ', // Ukrainian
	'абвгдђежзијклљмнњопрстћуфхцчџшѓѕќ', // Serbian, Macedonian
];
const CYRILLIC_COMMON = 'оаеинтрсвлкмдпуя';
const GREEK = ['αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ'];
const GREEK_COMMON = 'αοιετσνηυρπκμλςάόίήέύώ';
const HEBREW = ['אבגדהוזחטיךכלםמןנסעףפץצקרשת'];
const ARABIC = [
	'ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژگٹڈڑںھہےکی\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652',
];
const ARABIC_COMMON = 'ابتدرسعلمنهويأحخقى';
const THAI = [
	Array.from({ length: 0x5b }, (_, index) => String.fromCharCode(0x0e01 + index)).join(''),
];

/** The encodings, the most common first; if two fit equally well, the first is used. */
const SCRIPTS: readonly Script[] = [
	{ encoding: 'windows-1252', alphabets: WESTERN },
	{ encoding: 'windows-1250', alphabets: CENTRAL },
	{ encoding: 'windows-1251', alphabets: CYRILLIC, common: CYRILLIC_COMMON },
	{ encoding: 'windows-1254', alphabets: TURKISH },
	{ encoding: 'windows-1256', alphabets: ARABIC, common: ARABIC_COMMON },
	{ encoding: 'windows-1253', alphabets: GREEK, common: GREEK_COMMON },
	{ encoding: 'windows-1255', alphabets: HEBREW, common: 'יוהלארתבשמנחדכקסעפ' },
	{ encoding: 'windows-1257', alphabets: BALTIC },
	{ encoding: 'windows-874', alphabets: THAI, common: 'านรกอเงมยลวดทสตะปบคหแจพชขใไโผิีุู่้ั็์' },
	{ encoding: 'koi8-r', alphabets: CYRILLIC.slice(0, 1), common: CYRILLIC_COMMON },
	{ encoding: 'koi8-u', alphabets: CYRILLIC, common: CYRILLIC_COMMON },
	{ encoding: 'macintosh', alphabets: WESTERN },
	{ encoding: 'x-mac-cyrillic', alphabets: CYRILLIC, common: CYRILLIC_COMMON },
	{ encoding: 'ibm866', alphabets: CYRILLIC, common: CYRILLIC_COMMON },
	{ encoding: 'iso-8859-2', alphabets: CENTRAL },
	{ encoding: 'iso-8859-5', alphabets: CYRILLIC, common: CYRILLIC_COMMON },
	{ encoding: 'iso-8859-6', alphabets: ARABIC, common: ARABIC_COMMON },
	{ encoding: 'iso-8859-7', alphabets: GREEK, common: GREEK_COMMON },
];

/** Letters and signs, at least one of them beyond ASCII. */
const WORD = /[a-z\x80-\uffff]*[\x80-\uffff][a-z\x80-\uffff]*/giu;
/** Punctuation at either end of a word. */
const PUNCTUATION =
	/^(?:[\s“”‘’„«»…–—€°·™´¡¿ªº]|[®©](?!\p{Ll}))+|[\s“”‘’„«»…–—€°·®©™´¡¿ªº]+$/gu;
const TIE = /(?<=^\p{L}{1,2})’|[’–—·](?=\p{Lu})|\xa0/u;
/** Characters that undefined bytes turn into. */
const UNDEFINED = /[\x80-\x9f\ufffd]/u;
const ONE_CASE = /^(?:\p{Lu}?[\p{Ll}\p{Lo}\p{M}]*|\p{Lu}+)$/u;
const MAX_WORDS = 400;

/** From -1 to 1: how many words can belong to these languages, and to a single one of them. */
function scoreScript(sample: Uint8Array, { encoding, alphabets, common }: Script): number {
	const text = new TextDecoder(encoding).decode(sample, { stream: true });
	const words = (text.match(WORD) ?? [])
		.map(stripPunctuation)
		.flatMap((word) => word.split(TIE))
		.filter((word) => /[^\0-\x7f]/.test(word))
		.slice(0, MAX_WORDS);
	if (words.length === 0) return 0;
	const ofEach = alphabets.map((alphabet) =>
		words.map((word) => scoreWord(word, alphabet, common)),
	);
	const inOne = words.map((_, index) => Math.max(...ofEach.map((scores) => scores[index] ?? 0)));
	return 0.6 * mean(inOne) + 0.4 * Math.max(...ofEach.map(mean));
}

/** Text that is mostly punctuation stays as it is: it is no word, and must not score as one. */
function stripPunctuation(word: string): string {
	const letters = word.replace(PUNCTUATION, '');
	return letters !== '' && letters.length * 2 < word.length ? word : letters;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Letters in positions where no language has them: a Portuguese ã before a consonant must be a
 * Romanian ă, and so on.
 */
const UNLIKELY = /ã(?![eo]|$)|õ(?!e)|ñ(?![aeiouáéíóú])|þ(?=[aeou]?$)|ý(?=l)|iæ|áè/u;

function scoreWord(word: string, alphabet: string, common: string | undefined): number {
	if (UNDEFINED.test(word)) return -1;
	if (!ONE_CASE.test(word)) return -0.5;
	const small = word.toLowerCase();
	const all = Array.from(small);
	const letters = all.filter((letter) => letter > '\x7f');
	if (!letters.every((letter) => alphabet.includes(letter))) return 0;
	if (common === undefined) {
		// In Latin scripts most letters of a word are ASCII.
		if (letters.length > 2 && letters.length > all.length * 0.6) return 0.1;
		return UNLIKELY.test(small) ? 0.5 : 1;
	}
	// A non-Latin script does not mix with ASCII letters within a word.
	if (letters.length < all.length) return -0.5;
	const known = letters.filter((letter) => common.includes(letter)).length;
	const hasCase = small !== word.toUpperCase();
	const shape = !hasCase ? 1 : word === small ? 0.7 : word === word.toUpperCase() ? 0.8 : 1;
	return (known / letters.length) * shape;
}
