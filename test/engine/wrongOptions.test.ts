import type { INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

const eso = esoSuite();

const options = (name: string, value: string) => ({ options: { [name]: `={{ ${value} }}` } });
const requests = (name: string, value: string) => ({
	requestOptions: { [name]: `={{ ${value} }}` },
});

describe('an option that an expression sets wrongly says what it may be, and nothing is sent', () => {
	test.each<[string, INodeParameters]>([
		[
			"'Nested Fields' cannot be used: it must be one of 'reject', 'flatten', 'json', 'omit'",
			options('nestedFields', "'Flatten'"),
		],
		["'Duplicates' cannot be used: it must be one of 'reject', 'drop'", options('duplicates', '1')],
		["'Check Only' cannot be used: it must be true or false", options('checkOnly', "'yes'")],
		[
			"'Concurrent Requests' cannot be used: it must be a whole number from 1 to 10",
			requests('concurrency', '0.5'),
		],
		[
			"'Max Wait (Minutes)' cannot be used: it must be a number from 0 to 1440",
			requests('maxWaitMinutes', "'long'"),
		],
		["'Support Channel Key' cannot be used: it must be text", requests('supportChannelKey', '5')],
		[
			"'Support Channel Key' cannot be used: it must begin with 'contact-' and hold only letters, digits, - and _",
			requests('supportChannelKey', "'whatsapp'"),
		],
	])('%s', async (message, parameters) => {
		const { error } = await eso.run({ items: leadItems(1), parameters });
		expect(error).toMatchObject({
			message,
			description: 'Change the option, then run again. Nothing was sent.',
		});
		expect(eso.emulator.requests).toEqual([]);
	});
});

test('an option that an expression leaves empty has its default', async () => {
	for (const empty of ["''", 'null']) {
		const run = await eso.run({
			items: leadItems(3),
			parameters: requests('batchSize', empty),
		});
		expect(run.error).toBeUndefined();
	}
	expect(eso.emulator.requests.map(({ leads }) => leads)).toEqual([3, 3]);
});
