import { freePorts } from './freePorts';
import { startProgram } from './program';

export interface Redis {
	port: number;
	close(): Promise<void>;
}

/** Starts a Redis on a free loopback port that keeps everything in memory. */
export async function startRedis(): Promise<Redis> {
	const [port = 0] = await freePorts(1);
	const program = await startProgram({
		name: 'redis-server',
		command: 'redis-server',
		args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
		readyLine: /Ready to accept connections/,
	});
	return { port, close: async () => await program.stop() };
}
