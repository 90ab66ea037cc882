import { keepCustomFields, listCustomFields } from '../../../nodes/EsoLeads/lead/prepareLead';
import { leads, toNumber } from '../../support/delivery/leads';
import { accepted, lost, refused } from '../../support/delivery/replies';
import type { Answer } from '../../support/delivery/scriptedApi';
import { seededRandom } from '../../support/delivery/seededRandom';
import { createTrial } from '../../support/delivery/trial';

// A run of a few leads, all of them refused. For one of them the custom field is sought that E-so objects to.

const customFields = { names: listCustomFields, keep: keepCustomFields };

/** The rejections of so many leads, each with a note. */
async function rejectAll(count: number, answer: Answer) {
	const random = seededRandom(count);
	const trial = createTrial({ answer, random, customFields, rules: { maxRetries: 1 } });
	const all = leads(count).map(({ item }) => {
		const json = JSON.stringify({ contact_number: toNumber(item), name: 'Asha', note: 'b' });
		return { item, json, bytes: json.length };
	});
	const { batches } = await trial.deliver(all);
	return batches
		.flatMap(({ outcomes }) => outcomes)
		.map((outcome) => (outcome.kind === 'rejected' ? outcome.rejection : undefined));
}

test('of a few refused leads, only those that E-so refused in the same words are told of the field', async () => {
	let told = 0;
	for (const count of [2, 3, 4, 5, 8, 12]) {
		const rejections = await rejectAll(count, ({ leads: sent }) => {
			if (sent.some((lead) => lead.contact_number === toNumber(1)))
				return refused('unknown number');
			return sent.some((lead) => 'note' in lead) ? refused('only text', 417) : accepted();
		});
		for (const rejection of rejections) {
			const isOther = rejection?.message.includes('unknown number') === true;
			if (isOther) expect(rejection).toMatchObject({ code: 'refused', retryable: false });
			if (isOther) expect(rejection).not.toHaveProperty('field');
			if (rejection?.field === 'note') told += 1;
		}
	}
	expect(told).toBeGreaterThan(5);
});

test('a lead whose search for the field ended without an answer says that E-so may have it', async () => {
	const [rejection] = await rejectAll(1, ({ leads: sent }) =>
		sent.some((lead) => 'note' in lead) ? refused('only text', 417) : lost(),
	);
	expect(rejection).toMatchObject({
		code: 'refused',
		message: expect.stringMatching(/may have it/),
	});
});
