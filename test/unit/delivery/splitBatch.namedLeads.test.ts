import { toNumber } from '../../support/delivery/leads';
import { accepted, answered } from '../../support/delivery/replies';
import type { SentLead, SentRequest } from '../../support/delivery/scriptedApi';
import { createTrial, getCodes } from '../../support/delivery/trial';

const BAD = 'bad';

/** Leads as they are sent, with the country code beside the number. */
function leads(count: number) {
	return Array.from({ length: count }, (_, item) => {
		const json = JSON.stringify({ contact_number: toNumber(item), country_code: 1 });
		return { item, json, bytes: json.length };
	});
}

/** An E-so that says of each lead what became of it, and `isBad` of the leads of some items. */
const naming = (isBad: (lead: SentLead) => boolean, words?: string) => (request: SentRequest) =>
	answered(207, {
		message: 'Some were not added',
		results: request.leads.map((lead) => ({
			contact_number: lead.contact_number,
			...(isBad(lead) ? { success: false, message: words } : { status: 'created' }),
		})),
	});

const isEven = ({ contact_number: number }: SentLead) => Number(number) % 2 === 0;

describe('an answer that says which leads are bad', () => {
	test('settles all of them with one request, each with its own words', async () => {
		const trial = createTrial({ answer: naming(isEven, BAD) });
		const delivery = await trial.deliver(leads(4));
		expect(trial.api.requests).toHaveLength(1);
		expect(getCodes(delivery)).toEqual(['refused', 'accepted', 'refused', 'accepted']);
		expect(delivery.batches[0]?.outcomes[0]).toMatchObject({
			kind: 'rejected',
			rejection: { code: 'refused', message: `E-so refused this lead: ${BAD}`, statusCode: 207 },
		});
	});

	test('without words for each is quoted with those for all', async () => {
		const delivery = await createTrial({ answer: naming(isEven) }).deliver(leads(2));
		expect(delivery.batches[0]?.outcomes).toMatchObject([
			{ rejection: { code: 'refused', message: 'E-so refused this lead: Some were not added' } },
			{ kind: 'accepted' },
		]);
	});

	test('is believed, too, where all of them are bad', async () => {
		const trial = createTrial({ answer: naming(() => true, BAD) });
		const delivery = await trial.deliver(leads(3));
		expect(getCodes(delivery)).toEqual(['refused', 'refused', 'refused']);
		expect(delivery.batches[0]?.outcomes[2]).toMatchObject({
			rejection: { message: `E-so refused this lead: ${BAD}` },
		});
	});

	test('costs the next batch nothing', async () => {
		const answer = (request: SentRequest) =>
			request.number === 1 ? naming(isEven, BAD)(request) : accepted();
		const trial = createTrial({ answer, rules: { batchSize: 2 } });
		expect(getCodes(await trial.deliver(leads(4)))).toEqual([
			'refused',
			'accepted',
			'accepted',
			'accepted',
		]);
		expect(trial.api.requests).toHaveLength(2);
	});
});
