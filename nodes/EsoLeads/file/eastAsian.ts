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
	/** Whether a byte is a character on its own. */
	isSingle?(byte: number): boolean;
}

const isWithin = (byte: number, from: number, to: number) => byte >= from && byte <= to;

/** The encodings of contact lists from China, Japan, Korea and Taiwan. */
export const EAST_ASIAN: readonly EastAsian[] = [
	{
		encoding: 'euc-kr',
		weight: 1,
		isCommon: (lead, trail) => isWithin(lead, 0xb0, 0xc8) && trail > 0xa0,
	},
	{
		encoding: 'shift_jis',
		weight: 0.96,
		isCommon: (lead, trail) =>
			isWithin(lead, 0x88, 0x9f) || (isWithin(lead, 0x81, 0x83) && trail !== 0x7f),
		isSingle: (byte) => isWithin(byte, 0xa1, 0xdf),
	},
	{
		encoding: 'gb18030',
		weight: 0.95,
		isCommon: (lead, trail) => isWithin(lead, 0xb0, 0xd7) && trail > 0xa0,
	},
	{ encoding: 'big5', weight: 0.92, isCommon: (lead) => isWithin(lead, 0xa4, 0xc6) },
	{
		encoding: 'euc-jp',
		weight: 0.94,
		isCommon: (lead, trail) =>
			(isWithin(lead, 0xb0, 0xcf) || isWithin(lead, 0xa4, 0xa5)) && trail > 0xa0,
	},
];

/**
 * The share of characters that are common in names, from 0 to 1; 0 if the bytes are not valid in
 * this encoding.
 */
export function scoreEastAsian(
	sample: Uint8Array,
	{ encoding, weight, isCommon, isSingle }: EastAsian,
): number {
	try {
		new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
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
	return all === 0 ? 0 : (weight * common) / all;
}

function isLetter(byte: number): boolean {
	return isWithin(byte | 0x20, 0x61, 0x7a);
}

/** ISO-2022-JP writes Japanese in ASCII between escapes: ESC $ B. */
export function isIso2022(bytes: Uint8Array): boolean {
	const text = Buffer.from(bytes).toString('latin1');
	return text.includes('\x1b$B') || text.includes('\x1b$@');
}
