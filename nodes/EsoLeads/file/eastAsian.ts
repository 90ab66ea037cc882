/** An encoding with two bytes per character. */
export interface EastAsian {
	encoding: string;
	/**
	 * The narrower the range of common characters, the higher the weight: those of another language
	 * are less likely to fall into it by chance.
	 */
	weight: number;
	/** Whether a pair of bytes is a character that is common in names. */
	isCommon(lead: number, trail: number): boolean;
	/** The characters of most family names and places: two of them in a row are hardly chance. */
	names: string;
	/** Whether a byte is a character on its own. */
	isSingle?(byte: number): boolean;
}

const KOREAN =
	'김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지시도구동';
const JAPANESE =
	'佐藤鈴木高橋田中伊渡辺山本村小林加吉松井上口崎川原島野石前岡谷長福西東北南三大森池阿部斎一子美県市区郎太';
const CHINESE =
	'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文市区省';
const TAIWANESE =
	'陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴市區縣';

const isWithin = (byte: number, from: number, to: number) => byte >= from && byte <= to;

/** The encodings of contact lists from China, Japan, Korea and Taiwan. */
export const EAST_ASIAN: readonly EastAsian[] = [
	{
		encoding: 'euc-kr',
		names: KOREAN,
		weight: 1,
		isCommon: (lead, trail) => isWithin(lead, 0xb0, 0xc8) && trail > 0xa0,
	},
	{
		encoding: 'shift_jis',
		names: JAPANESE,
		weight: 0.96,
		isCommon: (lead, trail) =>
			isWithin(lead, 0x88, 0x9f) || (isWithin(lead, 0x81, 0x83) && trail !== 0x7f),
		isSingle: (byte) => isWithin(byte, 0xa1, 0xdf),
	},
	{
		encoding: 'gb18030',
		names: CHINESE,
		weight: 0.95,
		isCommon: (lead, trail) => isWithin(lead, 0xb0, 0xd7) && trail > 0xa0,
	},
	{
		encoding: 'big5',
		names: TAIWANESE,
		weight: 0.92,
		isCommon: (lead) => isWithin(lead, 0xa4, 0xc6),
	},
	{
		encoding: 'euc-jp',
		names: JAPANESE,
		weight: 0.94,
		isCommon: (lead, trail) =>
			(isWithin(lead, 0xb0, 0xcf) || isWithin(lead, 0xa4, 0xa5)) && trail > 0xa0,
	},
];

/** The extra weight of a character that many names have, over one that is only common. */
const NAME_WEIGHT = 0.15;

/**
 * The share of characters that are common in names, from 0 to about 1; 0 if the bytes are not valid in
 * this encoding.
 */
export function scoreEastAsian(
	sample: Uint8Array,
	{ encoding, weight, isCommon, names, isSingle }: EastAsian,
): number {
	let text: string;
	try {
		text = new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
	} catch {
		return 0;
	}
	let common = 0;
	let all = 0;
	for (let at = 0; at < sample.length; at += 1) {
		const lead = sample[at] ?? 0;
		if (lead < 0x80) continue;
		all += 1;
		if (isSingle?.(lead) === true) continue;
		at += 1;
		const trail = sample[at] ?? 0;
		// Within an ASCII word it is more likely an accented letter.
		const isInWord = trail < 0x80 && isLetter(sample[at + 1] ?? 0);
		if (isCommon(lead, trail) && !isInWord) common += 1;
	}
	if (all === 0) return 0;
	const known = Array.from(text).filter((character) => names.includes(character)).length;
	return (weight * common + NAME_WEIGHT * known) / all;
}

function isLetter(byte: number): boolean {
	return isWithin(byte | 0x20, 0x61, 0x7a);
}

/** ISO-2022-JP writes Japanese in ASCII between escapes: ESC $ B. */
export function isIso2022(bytes: Uint8Array): boolean {
	const text = Buffer.from(bytes).toString('latin1');
	return text.includes('\x1b$B') || text.includes('\x1b$@');
}
