import { parseAllDocuments } from 'yaml';
import { z } from 'zod/v4';
import manifest from '../../package.json';
import { codeBlocks, readPages } from '../support/docs/pages';

const blocks = codeBlocks(readPages()).filter(({ language }) => language === 'yaml');

/** Compose takes text only: without quotes, true and 1 are something else in YAML. */
const environmentSchema = z.record(z.string().regex(/^N8N_[A-Z_]+$/), z.string());
/** A folder or a volume, its place in the container, and whether it is only read. */
const mountSchema = z.string().regex(/^[\w./]+:\/[\w./]+(?::ro)?$/);
const serviceSchema = z.strictObject({
	image: z.string().regex(/^[a-z0-9./-]+$/),
	ports: z.array(z.string().regex(/^\d+:\d+$/)),
	volumes: z.array(mountSchema),
	environment: environmentSchema,
});
const fileSchema = z.strictObject({
	services: z.record(z.string(), serviceSchema),
	volumes: z.record(z.string(), z.null()),
});
/** What is to be added to a service. */
const additionSchema = serviceSchema.pick({ environment: true, volumes: true }).partial();
const packagesSchema = z.array(z.strictObject({ name: z.string(), version: z.string() }));

function readSample(code: string) {
	const [document, ...others] = parseAllDocuments(code);
	const said = [document, ...others].flatMap((one) => [
		...(one?.errors ?? []),
		...(one?.warnings ?? []),
	]);
	expect([said, others]).toEqual([[], []]);
	const sample: unknown = document?.toJS();
	if (!code.startsWith('services:'))
		return { services: [additionSchema.parse(sample)], volumes: [] };
	const { services, volumes } = fileSchema.parse(sample);
	return { services: Object.values(services), volumes: Object.keys(volumes) };
}

test.each(blocks)('the compose sample in $page can be read: $code', ({ code }) => {
	const { services, volumes } = readSample(code);
	const mounted = services.flatMap(({ volumes: mounts = [] }) =>
		mounts.map((one) => one.split(':')[0]),
	);
	// A volume without a folder has to be declared, or compose does not start.
	expect(mounted.filter((name) => !name?.startsWith('.'))).toEqual(volumes);
});

test('every list of packages for n8n names this package in the version that is released next', () => {
	const environments = blocks.flatMap(({ code }) => readSample(code).services);
	const lists = environments.flatMap(
		({ environment }) => environment?.N8N_COMMUNITY_PACKAGES ?? [],
	);
	expect(lists.length).toBeGreaterThan(0);
	for (const list of lists) {
		expect(packagesSchema.parse(JSON.parse(list))).toContainEqual({
			name: manifest.name,
			version: manifest.version,
		});
	}
});
