import { createNotes, noteName } from '../../../nodes/EsoLeads/lead/lead';

test('a run begins with nothing noted but the selected names, which no item has had yet', () => {
	expect(createNotes(['Name', 'City'])).toEqual({
		clashingNames: new Set(),
		reservedNames: new Set(),
		hasReadFields: false,
		unseenNames: new Set(['Name', 'City']),
		lostZeros: 0,
		otherCountries: 0,
		unreadCountries: 0,
	});
});

test('a name is noted once', () => {
	const names = new Set<string>();
	noteName(names, 'City');
	noteName(names, 'City');
	expect([...names]).toEqual(['City']);
});

test('a million names of their own do not fill the memory: the first hundred are noted', () => {
	const names = new Set<string>();
	for (let index = 0; index < 1_000_000; index += 1) noteName(names, `field ${index}`);
	expect(names.size).toBe(100);
	expect(names).toContain('field 0');
});
