/**
 * How long reading takes for files of each kind, by the byte, and for those that readers stumble over: a stray quote in
 * each row, a name that all columns share, a quote that is never closed. Fails where one takes more than twice the time of
 * a file in quotes, or where many columns take longer than their number says.
 */
import { ANY_FORMAT, type FileFormat, readRows } from '../nodes/EsoLeads/file/rows';
import { median } from './median';

const MEGABYTES = 24;
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
	'bytes that are no text': csv('+91 81928 29284,Asha\xff,Pune'),
	NDJSON: { header: '', row: '{"Mobile":"+91 81928 29284","Name":"Asha Rao","City":"Pune"}\n' },
	'a JSON list in one line': {
		header: '[{"Mobile":1}',
		row: ',{"Mobile":"+91 81928 29284","Name":"Asha Rao","City":"Pune"}',
		footer: ']',
	},
};

function* write({ header, row, footer = '' }: { header: string; row: string; footer?: string }) {
	const rows = Buffer.from(row.repeat(Math.ceil(65_536 / row.length)), 'latin1');
	yield Buffer.from(header);
	for (let left = MEGABYTES * 1_000_000; left > 0; left -= rows.length) yield rows;
	yield Buffer.from(footer);
}

async function msToRead(bytes: Iterable<Uint8Array>, format: Partial<FileFormat> = {}) {
	const startedAt = performance.now();
	let rows = 0;
	for await (const group of readRows(bytes, { ...ANY_FORMAT, ...format })) rows += group.length;
	return { ms: performance.now() - startedAt, rows };
}

async function measure(bytes: () => Iterable<Uint8Array>, format: Partial<FileFormat> = {}) {
	const rounds: Array<{ ms: number; rows: number }> = [];
	for (let round = 0; round < ROUNDS; round += 1) rounds.push(await msToRead(bytes(), format));
	return { ms: median(rounds.map(({ ms }) => ms)), rows: rounds[0]?.rows ?? 0 };
}

async function compareFiles(): Promise<void> {
	let quoted: number | undefined;
	for (const [name, file] of Object.entries(FILES)) {
		const format = name.startsWith('bytes') ? { encoding: 'utf-8' } : {};
		const { ms, rows } = await measure(() => write(file), format);
		quoted ??= ms;
		const ratio = ms / quoted;
		const isSlow = ratio > MAX_RATIO;
		if (isSlow) process.exitCode = 1;
		const speed = Math.round((MEGABYTES * 1_000) / ms);
		console.log(
			`${name}: ${speed} MB/s, ${rows.toLocaleString('en-US')} rows, ${ratio.toFixed(2)} × in quotes${isSlow ? ' (too slow)' : ''}`,
		);
	}
}

/** Ten times the columns may take twenty times as long. */
async function compareColumns(): Promise<void> {
	const file = (columns: number) => () => [
		Buffer.from(`${Array.from({ length: columns }, () => 'Note').join(',')}\n`),
		Buffer.from(`${Array.from({ length: columns }, () => 'x').join(',')}\n`.repeat(5)),
	];
	const few = await measure(file(2_000));
	const many = await measure(file(20_000));
	const isSlow = many.ms > few.ms * 20 && many.ms > 500;
	if (isSlow) process.exitCode = 1;
	console.log(
		`20,000 columns of one name: ${many.ms.toFixed(0)} ms, 2,000: ${few.ms.toFixed(0)} ms${isSlow ? ' (too slow)' : ''}`,
	);
}

void compareFiles().then(compareColumns);
