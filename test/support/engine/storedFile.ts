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

/** Watches the files that n8n opens for nodes: gives how many of them nobody has closed yet. */
export function watchOpenFiles(): () => number {
	const opened: Readable[] = [];
	const service = Container.get(BinaryDataService);
	const open = service.getAsStream.bind(service);
	jest.spyOn(service, 'getAsStream').mockImplementation(async (...place) => {
		const file = await open(...place);
		opened.push(file);
		return file;
	});
	return () => opened.filter((file) => !file.destroyed).length;
}

/** Watches the files that n8n stores for nodes: gives how many of them are still being written. */
export function watchStoredFiles(): () => number {
	let writing = 0;
	const service = Container.get(BinaryDataService);
	const store = service.store.bind(service);
	jest.spyOn(service, 'store').mockImplementation(async (...file) => {
		writing += 1;
		return await store(...file).finally(() => (writing -= 1));
	});
	return () => writing;
}

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

/** The bytes of a file that lies where n8n keeps binary data. */
export async function readStored(id: string): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of await Container.get(BinaryDataService).getAsStream(id)) parts.push(part);
	return Buffer.concat(parts);
}

/** From now on a file that n8n opens gives its first bytes and then nothing, for one test. */
export function silenceStorage(): void {
	const silent = new Readable({ read: () => undefined });
	silent.push('mobile\n');
	jest.spyOn(Container.get(BinaryDataService), 'getAsStream').mockResolvedValueOnce(silent);
}

/** From now on a file that n8n opens gives this text and then breaks off, for one test. */
export function breakStorage(text: string, message: string): void {
	const broken = async function* () {
		if (text !== '') yield Buffer.from(text);
		throw await Promise.resolve(new Error(message));
	};
	jest
		.spyOn(Container.get(BinaryDataService), 'getAsStream')
		.mockImplementationOnce(async () => await Promise.resolve(Readable.from(broken())));
}

/** Watches what n8n stores for nodes: the second argument is the file. */
export function watchStorage() {
	return jest.spyOn(Container.get(BinaryDataService), 'store');
}

/** From now on n8n opens no file, for one test: `open` stands in for its storage. */
export function replaceOpening(open: () => Promise<never>): void {
	jest.spyOn(Container.get(BinaryDataService), 'getAsStream').mockImplementation(open);
}

/** From now on n8n stores no file, for one test: `store` stands in for its storage. */
export function replaceStorage(store: () => Promise<never>): void {
	jest.spyOn(Container.get(BinaryDataService), 'store').mockImplementation(store);
}
