import isoCodes from 'i18n-iso-countries/codes.json';
import english from 'i18n-iso-countries/langs/en.json';
import type { CountryCode } from 'libphonenumber-js';
import { isRegion, REGIONS } from './metadata';

/** The languages of E-so's markets, in which people may write the name of a country. */
const LANGUAGES = [
	...['hi', 'bn', 'ta', 'te', 'mr', 'gu', 'kn', 'ml', 'pa', 'or', 'ur', 'ne', 'si'],
	...['ar', 'fa', 'he', 'tr', 'id', 'ms', 'th', 'vi', 'fil', 'zh', 'zh-Hant', 'ja', 'ko', 'sw'],
	...['es', 'pt', 'fr', 'de', 'it', 'nl', 'pl', 'ru', 'uk', 'ro', 'el', 'sv', 'da', 'nb', 'fi'],
	...['cs', 'sk', 'hu', 'bg', 'hr', 'sr-Latn', 'sl', 'et', 'lv', 'lt'],
];

/** Marks that people often leave out. In Indian scripts they are vowels and have to stay. */
const ACCENTS =
	/(?<=[\p{Script=Latin}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*)\p{M}+/gu;

/** A name as it is compared: in lower case, without accents and punctuation. */
function toKey(name: string): string {
	return name
		.normalize('NFKD')
		.replace(ACCENTS, '')
		.toLowerCase()
		.replace(/[.'’`´‘\p{Cf}]/gu, '')
		.replace(/&/g, ' and ')
		.replace(/[/#]/g, ' or ')
		.replace(/\bst\b/g, 'saint')
		.replace(/\bs(?:outh)?\.? (?=korea)/g, 'south ')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.replace(/(?<=\b[a-z]) (?=[a-z]\b)/g, '')
		.trim();
}

/** What official names add to common ones: "Iran (Islamic Republic of)". */
const OFFICIAL =
	/\b(?:the|of|and|republic|rep|kingdom|sultanate|state|federation|federal|islamic|united|plurinational|bolivarian|arab|sar)\b/g;

function toCore(key: string): string {
	return key.replace(OFFICIAL, '').replace(/ +/g, ' ').trim();
}

/**
 * The words of `toCore` in alphabetical order, which is the same for "Congo, the Democratic Republic
 * of the" and "Democratic Republic of the Congo". The plus tells them from names.
 */
function toWords(key: string): string {
	return `+${toCore(key).split(' ').sort().join('+')}`;
}

/** As programs write names: NewZealand, SriLanka. */
function toOneWord(key: string): string {
	return key.replaceAll(' ', '');
}

let plain: ReadonlyMap<string, CountryCode> | undefined;
let translated: ReadonlyMap<string, CountryCode> | undefined;

/**
 * The region that a text names: by an ISO code of two or three letters, or by a name in English or
 * in a language of E-so's markets.
 */
export function findRegion(text: string): CountryCode | undefined {
	const code = text.length === 2 ? text.toUpperCase() : '';
	if (isRegion(code)) return code;
	const key = toKey(text);
	if (key === '') return undefined;
	plain ??= collectPlainNames();
	const region =
		plain.get(key) ??
		plain.get(toCore(key)) ??
		plain.get(toOneWord(key)) ??
		plain.get(toWords(key));
	// Two letters can abbreviate something else in another language: EU is the United States in one.
	if (region !== undefined || /^[a-z]{2}$/.test(key)) return region;
	// Forty languages take a few milliseconds, so they are loaded for the first name that is not
	// English.
	translated ??= collectTranslations();
	return translated.get(key);
}

/** Three-letter codes and English names; where two lists differ, the first one counts. */
function collectPlainNames(): ReadonlyMap<string, CountryCode> {
	const names = new Map<string, CountryCode>();
	const add = (name: string, region: string) => {
		const key = toKey(name);
		if (isRegion(region) && !names.has(key)) names.set(key, region);
	};
	for (const [region, common] of Object.entries(COMMON_NAMES))
		for (const name of common.split('|')) add(name, region);
	for (const [two = '', three = ''] of isoCodes) {
		add(two, two);
		add(three, two);
	}
	for (const [region, official] of Object.entries(english.countries))
		for (const name of [official].flat()) add(name, region);
	for (const [region, name] of namesIn('en')) add(name, region);
	return addWords(names);
}

/** Adds the words of each name unless two regions have the same, and each name as one word. */
function addWords(names: Map<string, CountryCode>): ReadonlyMap<string, CountryCode> {
	const doubtful = new Set<string>(['+']);
	for (const [key, region] of [...names]) {
		const words = toWords(key);
		if ((names.get(words) ?? region) !== region) doubtful.add(words);
		names.set(words, region);
		if (!names.has(toOneWord(key))) names.set(toOneWord(key), region);
	}
	for (const words of doubtful) names.delete(words);
	return names;
}

/** A name that means different countries in two languages is left out. */
function collectTranslations(): ReadonlyMap<string, CountryCode> {
	const names = new Map<string, CountryCode>();
	const doubtful = new Set<string>();
	for (const language of LANGUAGES) {
		for (const [region, name] of namesIn(language)) {
			const key = toKey(name);
			if (names.has(key) && names.get(key) !== region) doubtful.add(key);
			names.set(key, region);
		}
	}
	for (const key of doubtful) names.delete(key);
	return names;
}

/** What ICU calls the regions: "Hong Kong SAR China", and "Hong Kong" for short. */
function namesIn(language: string): Array<[CountryCode, string]> {
	return (['long', 'short'] as const).flatMap((style) => {
		const names = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' });
		return REGIONS.flatMap((region): Array<[CountryCode, string]> => {
			const name = names.of(region);
			return name === undefined ? [] : [[region, name]];
		});
	});
}

/** Common names that the lists lack. The name of a part of a country counts as the country. */
const COMMON_NAMES: Readonly<Partial<Record<CountryCode, string>>> = {
	AE:
		'UAE|Emirates|Dubai|Abu Dhabi|Sharjah|الإمارات|امارات|دبي|阿联酋|' +
		'دولة الإمارات العربية المتحدة|VAE|EAU|BAE',
	AG: 'Antigua',
	BA: 'Bosnia|Bosnia-Herzegovina',
	BN: 'Brunei Darussalam',
	BO: 'Bolivia, Plurinational State of',
	BQ: 'Bonaire',
	CD:
		'DRC|DR Congo|Congo (DRC)|Congo, Democratic Republic of the|Zaire|' +
		'Democratic Republic of Congo|Congo, Dem. Rep.|RDC',
	CH: 'SUI',
	CN: 'PRC|PR China|Mainland China',
	CV: 'Cape Verde',
	CZ: 'Czech|Česká republika',
	DE: 'GER|Federal Republic of Germany',
	DO: 'Dominican Rep.',
	FM: 'Micronesia',
	GB:
		'UK|England|Scotland|Wales|Northern Ireland|Great Britain|Britain|Gt. Britain|' +
		'Grande-Bretagne|Angleterre|Großbritannien|Inglaterra|Gran Bretaña|Grã-Bretanha|' +
		'Inggris|Inghilterra|İngiltere|Англия|इंग्लैंड|إنجلترا|بريطانيا|英国|' +
		'United Kingdom of Great Britain and Northern Ireland',
	GF: 'Guyane',
	HK: 'Hong Kong SAR|Hongkong|Hong Kong, China',
	ID: 'INA',
	IE: 'Republic of Ireland|Eire',
	IN: 'Bharat|Hindustan|Republic of India',
	IR: 'Persia',
	JP: 'Nippon',
	KG: 'Kyrgyz Republic',
	KN: 'Saint Kitts',
	KP: "North Korea|N Korea|Korea, Democratic People's Republic of",
	KR: 'Korea|South Korea|Korea South|Republic of Korea|ROK|S.Korea',
	LA: 'Lao PDR|Laos',
	MD: 'Moldova, Republic of',
	MK: 'Macedonia|FYROM|Macedonia, the former Yugoslav Republic of',
	MM: 'Burma',
	MO: 'Macao|Macau|Macao, China|Macau, China',
	NL: 'Holland|NED',
	PH: 'Phillipines|Philipines',
	PS: 'Palestine, State of|Palestine|Palestinian Territory, Occupied|Palestinian Territory',
	RU: 'Russian Fed.|РФ',
	SA: 'KSA|Saudi|السعودية|沙特',
	SJ: 'Svalbard',
	SK: 'Slovak Republic|Slovenská republika',
	SX: 'St. Maarten',
	SY: 'Syria',
	SZ: 'Swaziland',
	TC: 'Turks and Caicos',
	TH: 'ประเทศไทย',
	TL: 'East Timor',
	TR: 'Turkey|Turkiye',
	TT: 'Trinidad',
	TW: 'ROC|Republic of China|Taiwan ROC|Chinese Taipei|Taiwan|Taiwan, China',
	US:
		'USA|America|Amerika|States|US of A|EEUU|EUA|أمريكا|الولايات المتحدة الأمريكية|' +
		'अमेरिका|美国|Vereinigte Staaten von Amerika|Estados Unidos de América|' +
		"Estados Unidos da América|États-Unis d'Amérique|Stati Uniti d'America",
	VA: 'Vatican|Holy See',
	VC: 'Saint Vincent',
	VE: 'Venezuela',
	VG: 'BVI',
	VI: 'Virgin Islands|US Virgin Islands|USVI',
	VN: 'Viet Nam|Vietnam',
	XK: 'XKX',
	ZA: 'RSA',
};
