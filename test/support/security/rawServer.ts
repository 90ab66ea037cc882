import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A server that answers with whatever bytes a test wants, well formed or not. */
export interface RawServer {
	url: string;
	/** What has arrived, a request an entry: head and body as they were on the wire. */
	requests: readonly string[];
	/** How many bytes its answers got rid of in all, with what the system holds in its buffers. */
	bytesSent(): number;
	/** Waits until the other side has hung up on all its connections. */
	untilLeft(): Promise<unknown>;
	close(): Promise<void>;
}

/** Writes the answer to one request, and ends it if it has an end. */
export type WriteAnswer = (socket: Socket) => void;

/** Starts a server on the loopback address. */
export async function startRawServer(writeAnswer: WriteAnswer): Promise<RawServer> {
	const requests: string[] = [];
	const sockets: Socket[] = [];
	const closings: Array<Promise<unknown>> = [];
	const server = createServer((socket) => {
		sockets.push(socket);
		closings.push(new Promise((resolve) => socket.once('close', resolve)));
		// Who hangs up on a hostile answer does nothing wrong.
		socket.on('error', () => socket.destroy());
		let text = '';
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			if (!isComplete(text)) return;
			requests.push(text);
			text = '';
			writeAnswer(socket);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		requests,
		bytesSent: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
		untilLeft: () => Promise.all(closings),
		close: async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}

function isComplete(text: string): boolean {
	const head = text.indexOf('\r\n\r\n');
	const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
	return head >= 0 && text.length >= head + 4 + length;
}

/** Writes `chunk` over and over until the other side hangs up, never faster than it reads. */
export async function pour(socket: Socket, chunk: Buffer, times = Infinity): Promise<void> {
	const gone = new AbortController();
	socket.once('close', () => gone.abort());
	for (let written = 0; written < times && !socket.destroyed; written += 1) {
		if (socket.write(chunk)) continue;
		await once(socket, 'drain', { signal: gone.signal }).catch(() => undefined);
	}
	if (!socket.destroyed) socket.end();
}

/** What E-so answers when all is well, byte for byte. */
export const ACCEPTED =
	'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 29\r\n\r\n{"status":201,"success":true}';
