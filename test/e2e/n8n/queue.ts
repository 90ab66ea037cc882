import { startPostgres } from '../programs/postgres';
import { startRedis } from '../programs/redis';
import type { Installation } from './installation';
import { type N8nProcess, type N8nSettings, startN8n, startWorker } from './server';

/** n8n in queue mode: a main process that takes webhooks in, and workers that run the executions. */
export interface N8nQueue {
	main: N8nProcess;
	workers: N8nProcess[];
	close(): Promise<void>;
}

/** Starts Redis, PostgreSQL, a main process and workers, each n8n with a user folder of its own as if on a machine of its own. */
export async function startQueue(
	installation: Installation,
	workers: number,
	concurrency: number,
): Promise<N8nQueue> {
	const started: (() => Promise<void>)[] = [];
	const close = async () => {
		for (const end of started.splice(0).reverse()) await end();
	};
	try {
		const redis = await startRedis();
		started.push(async () => await redis.close());
		const postgres = await startPostgres();
		started.push(async () => await postgres.close());
		const settings: N8nSettings = {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: postgres.user,
			DB_POSTGRESDB_DATABASE: postgres.database,
		};
		const main = await startN8n(installation, settings);
		started.push(async () => await main.close());
		const running: N8nProcess[] = [];
		for (let count = 0; count < workers; count += 1) {
			const worker = await startWorker(installation, settings, concurrency);
			running.push(worker);
			started.push(async () => await worker.close());
		}
		return { main, workers: running, close };
	} catch (error) {
		await close();
		throw error;
	}
}
