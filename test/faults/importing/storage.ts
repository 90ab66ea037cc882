import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { BinaryDataService } from 'n8n-core';
import type { Storage } from './draw';

interface Container {
	get(service: typeof BinaryDataService): BinaryDataService;
}

// n8n-core's own: another copy does not know its services.
const requireOfCore = createRequire(require.resolve('n8n-core'));
const { Container } = requireOfCore('@n8n/di') as { Container: Container };

/**
 * From now on n8n's storage of binary data delivers `content` in its own way, each time it is asked.
 *
 * @returns how many streams were opened that nobody has closed.
 */
export function deliverFile(content: Buffer, storage: Storage): () => number {
	const opened: Readable[] = [];
	jest.spyOn(Container.get(BinaryDataService), 'getAsStream').mockImplementation(async () => {
		if (storage.ending === 'gone') throw new Error('ENOENT: no such file');
		if (storage.ending === 'shut') return await new Promise<never>(() => undefined);
		const stream = createStream(content, storage);
		opened.push(stream);
		return stream;
	});
	return () => opened.filter((stream) => !stream.destroyed).length;
}

function createStream(content: Buffer, { chunkBytes, delayMs, ending, share }: Storage): Readable {
	const end = ending === 'whole' ? content.length : Math.floor(share * content.length);
	let at = 0;
	return new Readable({
		// As many bytes as are asked for are read ahead, no more.
		highWaterMark: 1,
		read() {
			const deliver = () => {
				const chunk = content.subarray(at, Math.min(end, at + chunkBytes));
				at += chunk.length;
				if (chunk.length > 0) this.push(chunk);
				else if (ending === 'whole') this.push(null);
				else if (ending === 'breaks') this.destroy(new Error('The storage broke off'));
			};
			if (delayMs === 0) deliver();
			else setTimeout(deliver, delayMs);
		},
	});
}
