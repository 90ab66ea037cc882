import { formatCount, formatQuantity } from '../../../nodes/EsoLeads/lead/wording';

describe('figures are written as people read them', () => {
	it.each([
		[0, '0'],
		[999, '999'],
		[1_000, '1,000'],
		[10_000, '10,000'],
		[1_234_567, '1,234,567'],
	])('%i as "%s"', (count, text) => {
		expect(formatCount(count)).toBe(text);
	});

	it.each([
		[0, '0 leads'],
		[1, '1 lead'],
		[2, '2 leads'],
		[10_000, '10,000 leads'],
	])('%i of them as "%s"', (count, text) => {
		expect(formatQuantity(count, 'lead')).toBe(text);
	});

	it.each([
		[1, '1 batch'],
		[20, '20 batches'],
	])('%i of what has a plural of its own as "%s"', (count, text) => {
		expect(formatQuantity(count, 'batch', 'batches')).toBe(text);
	});
});
