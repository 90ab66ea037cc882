import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/**
 * The HTTP requests of this process that are under way, seen from the wire: neither the node nor
 * the emulator need know that they are watched. A connection is a request here, since n8n reuses
 * none.
 */
export interface OpenRequests {
	/** Counts those that are under way: for use when nothing moves. */
	noteRest(): void;
	/** The most that were counted since this was last asked. */
	takeMost(): number;
	/**
	 * Whether any is on its way, to the server or back. One that the server has parked only waits
	 * for time to pass.
	 */
	areMoving(): boolean;
	/** Parks the request that the running code serves. @returns what takes it on its way again. */
	park(): () => void;
	/** The body that the caller has written of the request that the running code serves. */
	bodySent(): Buffer;
	/** Stops watching. */
	stop(): void;
}

/** Watches from now on. */
export function watchRequests(): OpenRequests {
	const open = new Set<Socket>();
	/** The client's port tells which request a piece of the server's code works on. */
	const served = new AsyncLocalStorage<number | undefined>();
	const parked = new Set<number | undefined>();

	const written = new Map<Socket, Buffer[]>();

	let most = 0;

	const connecting = (message: unknown) => {
		const socket = socketIn(message);
		open.add(socket);
		written.set(socket, noteWrites(socket));
		socket.once('close', () => open.delete(socket));
	};
	const arriving = (message: unknown) => served.enterWith(socketIn(message).remotePort);
	subscribe('net.client.socket', connecting);
	subscribe('http.server.request.start', arriving);

	return {
		noteRest() {
			most = Math.max(most, open.size);
		},
		takeMost() {
			const taken = most;
			most = 0;
			return taken;
		},
		areMoving: () => [...open].some((socket) => !parked.has(socket.localPort)),
		park() {
			const port = served.getStore();
			parked.add(port);
			return () => parked.delete(port);
		},
		bodySent() {
			const port = served.getStore();
			const [, chunks = []] = [...written].find(([{ localPort }]) => localPort === port) ?? [];
			const sent = Buffer.concat(chunks);
			return sent.subarray(sent.indexOf(HEAD_END) + HEAD_END.length);
		},
		stop() {
			unsubscribe('net.client.socket', connecting);
			unsubscribe('http.server.request.start', arriving);
			served.disable();
		},
	};
}

const HEAD_END = '\r\n\r\n';

/** Keeps what is written to a socket. */
function noteWrites(socket: Socket): Buffer[] {
	const chunks: Buffer[] = [];
	// Connecting, which follows at once, puts a socket's own `write` back; nothing is written before.
	process.nextTick(() => {
		socket.write = new Proxy(socket.write, {
			apply(write, self, args: unknown[]) {
				const [chunk, encoding] = args;
				if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, toEncoding(encoding)));
				else if (ArrayBuffer.isView(chunk)) chunks.push(toBytes(chunk));
				return Reflect.apply(write, self, args);
			},
		});
	});
	return chunks;
}

function toBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
	return Buffer.from(Buffer.from(buffer, byteOffset, byteLength));
}

function toEncoding(encoding: unknown): BufferEncoding {
	return typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8';
}

function socketIn(message: unknown): Socket {
	const holdsSocket = typeof message === 'object' && message !== null && 'socket' in message;
	if (holdsSocket && message.socket instanceof Socket) return message.socket;
	throw new Error('This version of Node publishes connections in another way');
}
