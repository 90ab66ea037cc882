import './n8nHome';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

interface Container {
	get(service: typeof BinaryDataService): BinaryDataService;
}

// n8n-core's own: another copy does not know its services.
const requireOfCore = createRequire(require.resolve('n8n-core'));
const { Container } = requireOfCore('@n8n/di') as { Container: Container };

/** An input item whose file lies where n8n keeps binary data on disk, as it does by default. */
export async function storedFileItem(
	content: Iterable<Uint8Array>,
	fileName = 'leads.csv',
): Promise<INodeExecutionData> {
	const service = Container.get(BinaryDataService);
	await service.init();
	const place = { type: 'execution' as const, workflowId: 'test', executionId: '1' };
	const data = await service.store(place, Readable.from(content), {
		data: '',
		mimeType: 'text/csv',
		fileName,
	});
	return { json: {}, binary: { data } };
}
