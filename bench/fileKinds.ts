import { ANY_FORMAT, type FileFormat, readRows } from '../nodes/EsoLeads/file/rows';
import { median } from './median';

const MEGABYTES = 24;
/** Enough to see that each kind is read; too little to say how fast. */
export const QUICK_MEGABYTES = 1;
const ROUNDS = 3;
/** The time of a file in quotes, a byte, is what the others are held against. */
const MAX_RATIO = 2;

const csv = (row: string, header = 'Mobile,Name,City') => ({
	header: `${header}\n`,
	row: `${row}\n`,
});

/** How a file is written: its header, and the row that fills it. */
const FILES: Readonly<Record<string, { header: string; row: string; footer?: string }>> = {
	'in quotes': csv('"+91 81928 29284","Asha Rao","Pune, MH"'),
	'without quotes': csv('+91 81928 29284,Asha Rao,Pune'),
	'a stray quote in each row': csv('+91 81928 29284,nail 5" long,Pune'),
	'a cell that begins with a quoted word': csv('+91 81928 29284,"Raju" Sharma,Pune'),
	'quotes that do not pair up': csv('+91 81928 29284,"Raju" Sha"rma,Pune'),
	'a text over two lines': csv('+91 81928 29284,"Asha\nRao","Pune, MH"'),
	'a quote that is never closed': csv(`+91 81928 29284,"${'a""b'.repeat(20)}\nx`),
	'blanks around cells': csv(' +91 81928 29284 , "Asha Rao" , Pune '),
	'bytes that are no text': csv('"+91 81928 29284","Asha Rao\xff","Pune, MH"'),
	NDJSON: { header: '', row: '{"Mobile":"+91 81928 29284","Name":"Asha Rao","City":"Pune"}\n' },
	'a JSON list in one line': {
		header: '[{"Mobile":1}',
		row: ',{"Mobile":"+91 81928 29284","Name":"Asha Rao","City":"Pune"}',
		footer: ']',
	},
};

type Written = (typeof FILES)[string];

function* write({ header, row, footer = '' }: Written, megabytes: number) {
	const rows = Buffer.from(row.repeat(Math.ceil(65_536 / row.length)), 'latin1');
	yield Buffer.from(header);
	for (let left = megabytes * 1_000_000; left > 0; left -= rows.length) yield rows;
	yield Buffer.from(footer);
}

/** The time of the processor, since a busy machine makes any other long. */
async function msToRead(bytes: Iterable<Uint8Array>, format: Partial<FileFormat> = {}) {
	const before = process.cpuUsage();
	let rows = 0;
	for await (const group of readRows(bytes, { ...ANY_FORMAT, ...format })) rows += group.length;
	const { user, system } = process.cpuUsage(before);
	return { ms: (user + system) / 1_000, rows };
}

async function measure(bytes: () => Iterable<Uint8Array>, format: Partial<FileFormat> = {}) {
	const rounds: Array<{ ms: number; rows: number }> = [];
	for (let round = 0; round < ROUNDS; round += 1) rounds.push(await msToRead(bytes(), format));
	return { ms: median(rounds.map(({ ms }) => ms)), rows: rounds[0]?.rows ?? 0 };
}

/** How long reading a kind of file takes. */
export interface FileCost {
	name: string;
	rows: number;
	/** Of the processor. */
	ms: number;
	/** In 10^6 bytes a second; undefined where the columns are what is measured. */
	speed: number | undefined;
	/** By the time of what it is held against. */
	ratio: number;
	isSlow: boolean;
}

/**
 * How long reading takes for files of each kind, by the byte, and for those that readers stumble over: a stray quote in
 * each row, a name that all columns share, a quote that is never closed. One that takes more than twice the time of a
 * file in quotes is too slow, and so are many columns that take longer than their number says.
 */
export async function measureFiles(megabytes = MEGABYTES): Promise<FileCost[]> {
	const costs: FileCost[] = [];
	for (const [name, file] of Object.entries(FILES)) {
		const format = name.startsWith('bytes') ? { encoding: 'utf-8' } : {};
		const { ms, rows } = await measure(() => write(file, megabytes), format);
		const ratio = ms / (costs[0]?.ms ?? ms);
		const speed = (megabytes * 1_000) / ms;
		costs.push({ name, rows, ms, speed, ratio, isSlow: ratio > MAX_RATIO });
	}
	return [...costs, ...(await measureColumns())];
}

/** Ten times the columns may take twenty times as long. */
async function measureColumns(): Promise<FileCost[]> {
	const file = (columns: number) => () => [
		Buffer.from(`${Array.from({ length: columns }, () => 'Note').join(',')}\n`),
		Buffer.from(`${Array.from({ length: columns }, () => 'x').join(',')}\n`.repeat(5)),
	];
	const few = await measure(file(2_000));
	const many = await measure(file(20_000));
	const isSlow = many.ms > few.ms * 20 && many.ms > 500;
	const speed = undefined;
	return [
		{ name: '2,000 columns of one name', ...few, speed, ratio: 1, isSlow: false },
		{ name: '20,000 columns of one name', ...many, speed, ratio: many.ms / few.ms, isSlow },
	];
}

/** The costs as a table. */
export function toFileTable(costs: readonly FileCost[]): string {
	const rows = costs.map(({ name, rows, ms, speed, ratio, isSlow }) => {
		const columns = [
			name,
			rows.toLocaleString('en-US'),
			`${Math.round(ms)} ms`,
			speed === undefined ? '' : `${Math.round(speed)} MB/s`,
			`${ratio.toFixed(2)}${isSlow ? ', too slow' : ''}`,
		];
		return `| ${columns.join(' | ')} |`;
	});
	return [
		'| file | rows | processor time | speed | × |',
		'| :-- | --: | --: | --: | --: |',
		...rows,
	].join('\n');
}
