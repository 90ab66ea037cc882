import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRecords } from '../../support/file/readFile';

const folder = dirname(require.resolve('csv-spectrum/package.json'));
const names = readdirSync(join(folder, 'csvs')).map((file) => file.replace('.csv', ''));

test.each(names)('csv-spectrum: %s', async (name) => {
	const csv = readFileSync(join(folder, 'csvs', `${name}.csv`));
	const json: unknown = JSON.parse(
		readFileSync(join(folder, 'json', `${name}.json`), 'utf8')
			// csv-spectrum 2.0.0 has another number in this one than in its CSV file.
			.replace('1234567890', '2095257564'),
	);
	expect(await readRecords(csv)).toEqual(Array.isArray(json) ? json : [json]);
});
