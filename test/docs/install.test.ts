import { parseAllDocuments } from 'yaml';
import { z } from 'zod/v4';
import manifest from '../../package.json';
import { codeBlocks, readPages } from '../support/docs/pages';

const blocks = codeBlocks(readPages()).filter(({ language }) => language === 'yaml');

const environmentSchema = z.looseObject({ N8N_COMMUNITY_PACKAGES: z.string().optional() });
const serviceSchema = z.looseObject({ environment: environmentSchema.optional() });
/** A whole compose file, or what is to be added to a service. */
const composeSchema = z.looseObject({
	services: z.record(z.string(), serviceSchema).optional(),
	environment: environmentSchema.optional(),
});
const packagesSchema = z.array(z.strictObject({ name: z.string(), version: z.string() }));

test.each(blocks)('the compose sample in $page can be read: $code', ({ code }) => {
	const documents = parseAllDocuments(code);
	expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
	for (const document of documents) composeSchema.parse(document.toJS());
});

test('every list of packages for n8n names this package in the version that is released next', () => {
	const lists = blocks.flatMap(({ code }) => {
		const { services = {}, environment } = composeSchema.parse(parseAllDocuments(code)[0]?.toJS());
		const environments = [environment, ...Object.values(services).map((one) => one.environment)];
		return environments.flatMap((each) => each?.N8N_COMMUNITY_PACKAGES ?? []);
	});
	expect(lists.length).toBeGreaterThan(0);
	for (const list of lists) {
		expect(packagesSchema.parse(JSON.parse(list))).toContainEqual({
			name: manifest.name,
			version: manifest.version,
		});
	}
});
