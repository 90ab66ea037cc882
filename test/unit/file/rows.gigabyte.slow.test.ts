import { ANY_FORMAT, type FileFormat, readRows } from '../../../nodes/EsoLeads/file/rows';

test('a gigabyte without a line break does not fill the memory', async () => {
	const chunk = Buffer.alloc(1_048_576, 'x');
	function* gigabyte() {
		yield Buffer.from('name\n');
		for (let index = 0; index < 1_024; index += 1) yield chunk;
		yield Buffer.from('\nAda\n');
	}
	const format: FileFormat = { ...ANY_FORMAT, kind: 'csv', encoding: 'utf-8', delimiter: ',' };
	// What other tests have left in this process is not the file's.
	const before = process.memoryUsage().heapUsed;
	let most = 0;
	const lines: number[] = [];
	for await (const rows of readRows(gigabyte(), format)) {
		most = Math.max(most, process.memoryUsage().heapUsed);
		lines.push(...rows.map(({ line }) => line));
	}
	expect(lines).toEqual([2, 3]);
	expect(most - before).toBeLessThan(250_000_000);
});
