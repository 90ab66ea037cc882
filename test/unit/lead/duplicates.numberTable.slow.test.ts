import { createNumberTable } from '../../../nodes/EsoLeads/lead/duplicates';
import { seededRandom } from '../../support/delivery/seededRandom';

test.each([
	['neighbouring numbers', (index: number) => 8_100_000_000 + index],
	['numbers that end in zeros', (index: number) => (1 + index) * 1_000_000],
])('%s take at most 16 bytes each, however many they are', (_, toNumber) => {
	const table = createNumberTable(seededRandom(1));
	let most = 0;
	for (let index = 0; index < 300_000; index += 1) {
		table.enter(toNumber(index), 91, index);
		if (index >= 100_000 && index % 1_000 === 0) most = Math.max(most, table.bytes() / (index + 1));
	}
	expect(most).toBeLessThanOrEqual(16);
	expect(table.enter(toNumber(299_999), 91, 0)?.place).toBe(299_999);
});

test('the table never grows by more than a hundredth at once, so that growing needs no room', () => {
	const table = createNumberTable(seededRandom(1));
	for (let index = 0; index < 100_000; index += 1) table.enter(8_100_000_000 + index, 91, index);
	let most = 0;
	for (let index = 100_000; index < 110_000; index += 1) {
		const before = table.bytes();
		table.enter(8_100_000_000 + index, 91, index);
		most = Math.max(most, table.bytes() / before);
	}
	expect(most).toBeGreaterThan(1);
	expect(most).toBeLessThanOrEqual(1.01);
});
