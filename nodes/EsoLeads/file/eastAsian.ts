/** An encoding of two bytes a letter. */
export interface EastAsian {
	encoding: string;
	/** The narrower the range of these letters, the less likely that those of another language all fall into it. */
	weight: number;
	/** Of a pair of bytes: whether it is one of the letters that names are made of. */
	isCommon(lead: number, trail: number): boolean;
	/** Whether a byte stands alone. */
	isSingle?(byte: number): boolean;
}

const isWithin = (byte: number, from: number, to: number) => byte >= from && byte <= to;

/** The encodings that lists of contacts come in from China, Japan, Korea and Taiwan. */
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

/** From 0 to 1: how many letters are such as names are made of; 0 where the bytes are no such text at all. */
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
		// Within a word of ASCII it is rather a letter with an accent.
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
