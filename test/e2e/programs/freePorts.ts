import { once } from 'node:events';
import { createServer } from 'node:net';

/** `count` different ports of the loopback address that nobody listens on at the moment. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listenAnywhere));
	// All are held until the last is found: a port that is given back may come again.
	for (const { server } of servers) server.close();
	return servers.map(({ port }) => port);
}

async function listenAnywhere() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	return { server, port: address.port };
}
