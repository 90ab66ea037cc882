import { sweep, type SweepCount, WRITINGS } from '../../../support/lead/exampleNumbers';
import { readPhone } from '../../../support/lead/readPhone';

test('no example number of Google’s, of any type and region, is read as another one in any writing', () => {
	const counts = sweep((cell, defaultCountry) =>
		readPhone(cell, defaultCountry === undefined ? {} : { defaultCountry }),
	);
	const total = { right: 0, refused: 0, unknowable: 0 };
	const wrong: string[] = [];
	const add = (count: SweepCount | undefined, isKnowable: boolean) => {
		if (count === undefined) throw new Error('Not counted');
		total.right += count.right;
		total.refused += count.refused;
		if (isKnowable) wrong.push(...count.wrong);
		else total.unknowable += count.wrong.length;
	};
	for (const [name, byDefault] of Object.entries(counts)) {
		add(byDefault.right, true);
		add(byDefault.none, true);
		add(byDefault.wrong, WRITINGS[name]?.country === 'written');
	}
	console.log(`Read right ${total.right}, refused ${total.refused}, wrong ${wrong.length};`);
	console.log(
		`a national number under another country, which nobody can know: ${total.unknowable}`,
	);
	expect(wrong).toEqual([]);
	expect(total.right).toBeGreaterThan(150_000);
});
