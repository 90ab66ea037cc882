import { inVirtualTime, START } from './virtualTime';
import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import { setTimeout as emulatorSleep } from 'node:timers/promises';
import { sleep } from 'n8n-workflow';

const HOUR_MS = 3_600_000;

describe('in virtual time', () => {
	it('an hour takes no time, however it is waited for', async () => {
		const begun = process.hrtime.bigint();
		await inVirtualTime(async () => {
			await sleep(HOUR_MS);
			await emulatorSleep(HOUR_MS);
			await new Promise((resolve) => setTimeout(resolve, HOUR_MS));
			expect(performance.now()).toBe(3 * HOUR_MS);
			expect(performance.timeOrigin + performance.now()).toBe(START + 3 * HOUR_MS);
			expect(Date.now()).toBe(START + 3 * HOUR_MS);
		});
		expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(HOUR_MS / 1_000);
	});

	it('what waits is woken in the order of time, one after the other', async () => {
		const woken: string[] = [];
		await inVirtualTime(async () => {
			const wait = async (name: string, ms: number) => {
				await sleep(ms);
				await Promise.resolve();
				woken.push(`${name} at ${performance.now()}`);
			};
			await Promise.all([wait('late', 50), wait('first', 7), wait('second', 7.9), wait('none', 0)]);
		});
		expect(woken).toEqual(['none at 1', 'first at 7', 'second at 8', 'late at 50']);
	});

	it('time stands still while a request is on its way', async () => {
		const happened = await inVirtualTime(async () => {
			const words: string[] = [];
			const server = createServer((_, response) => {
				// Not a timer of the virtual kind: the answer takes real time.
				const slow = setInterval(() => {
					clearInterval(slow);
					response.end();
				}, 50);
			});
			await listen(server);
			const answered = ask(server).then(() => words.push('answered'));
			await Promise.all([answered, sleep(1).then(() => words.push('waited'))]);
			server.close();
			return words;
		});
		expect(happened).toEqual(['answered', 'waited']);
	});

	it('time goes on while a request is parked, and stands still again when it moves', async () => {
		const happened = await inVirtualTime(async () => {
			const words: string[] = [];
			const server = createServer((_, response) => {
				void emulatorSleep(HOUR_MS).then(() => response.end());
			});
			await listen(server);
			const answered = ask(server).then(() => words.push(`answered at ${performance.now()}`));
			const waited = sleep(HOUR_MS / 2).then(() => words.push(`waited to ${performance.now()}`));
			await Promise.all([answered, waited]);
			server.close();
			return words;
		});
		expect(happened).toEqual([`waited to ${HOUR_MS / 2}`, `answered at ${HOUR_MS}`]);
	});

	it('work that waits for nothing is reported, instead of hanging the tests', async () => {
		await expect(inVirtualTime(async () => await new Promise(() => {}), 50)).rejects.toThrow(
			'It hangs',
		);
	});

	it('what the work throws is passed on, and real time is back afterwards', async () => {
		const failing = inVirtualTime(async () => {
			throw new Error('as planned');
		});
		await expect(failing).rejects.toThrow('as planned');
		expect(Math.abs(Date.now() - START)).toBeGreaterThan(HOUR_MS);
	});
});

async function listen(server: Server): Promise<void> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
}

async function ask(server: Server): Promise<void> {
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const request = get({ host: '127.0.0.1', port, agent: false }, (response) => response.resume());
	await once(request, 'close');
}
