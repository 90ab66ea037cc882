import fc from 'fast-check';
import { createLead, toNumber } from '../../support/delivery/leads';
import { ordeals, undergo, type Ordeal, type Survived } from '../../support/delivery/ordeals';

// The processor may be busy with other tests.
jest.setTimeout(60_000);

/** Whatever happens, `holds` is true of how it ended. */
async function always(
	seed: number,
	holds: (survived: Survived, ordeal: Ordeal) => void,
	hardships = ordeals,
): Promise<void> {
	const property = fc.asyncProperty(hardships, async (ordeal) => {
		holds(await undergo(ordeal), ordeal);
	});
	await fc.assert(property, { seed, numRuns: 150 });
}

describe('whatever E-so, the network and the user do', () => {
	it('every lead has exactly one outcome, in order', async () => {
		const toTheEnd = ordeals.map((ordeal) => ({
			...ordeal,
			rules: { ...ordeal.rules, stopOnFailure: false },
			cancelAfterMs: undefined,
		}));
		const holds = ({ delivery, codes }: Survived, { names }: Ordeal) => {
			const items = delivery.batches.flatMap((batch) => batch.items);
			expect(items).toEqual(names.map((_, item) => item));
			expect(codes).toHaveLength(items.length);
			expect(delivery.batches.map((batch) => batch.number)).toEqual(
				delivery.batches.map((_, index) => index + 1),
			);
		};
		await always(1, holds, toTheEnd);
	});

	it('every lead has exactly one outcome, or was never pulled', async () => {
		await always(12, ({ delivery, unpulled }, { names }) => {
			const items = delivery.batches.flatMap((batch) => batch.items);
			expect([...items, ...unpulled]).toEqual(names.map((_, item) => item));
		});
	});

	it('leads stay unpulled only when the user cancels, or wants to stop at the first failure', async () => {
		await always(11, ({ delivery, unpulled, model }, { rules, cancelAfterMs }) => {
			if (unpulled.length === 0) return;
			expect(delivery.stopped).toBeDefined();
			expect(rules.stopOnFailure || cancelAfterMs !== undefined).toBe(true);
			expect(unpulled.filter((item) => model.stored.has(toNumber(item)))).toEqual([]);
		});
	});

	it('E-so has every accepted lead, and none that is called refused or not sent', async () => {
		await always(2, ({ codes, model }) => {
			codes.forEach((code, item) => {
				if (code === 'delivery_failed') return;
				expect([item, code, model.stored.has(toNumber(item))]).toEqual([
					item,
					code,
					code === 'accepted',
				]);
			});
		});
	});

	it('a lead that E-so may have is never reported as beyond retrying', async () => {
		await always(3, ({ delivery, model }) => {
			for (const { items, outcomes } of delivery.batches)
				outcomes.forEach((outcome, index) => {
					if (outcome.kind === 'rejected' && model.stored.has(toNumber(items[index] ?? -1)))
						expect(outcome.rejection).toMatchObject({ code: 'delivery_failed', retryable: true });
				});
		});
	});

	it('a good lead is called refused only beside eight bad ones, or if it is too large', async () => {
		await always(4, ({ delivery, codes }, { names, refusals, maxBodyBytes }) => {
			for (const { items } of delivery.batches) {
				const isBad = (item: number) =>
					refusals.has(item) || createLead(item, names[item]).bytes + 11 > maxBodyBytes;
				const wronged = items.filter((item) => codes[item] === 'refused' && !isBad(item));
				if (wronged.length > 0) expect(items.filter(isBad).length).toBeGreaterThanOrEqual(8);
			}
		});
	});

	it('the requests that are counted are those that were posted', async () => {
		await always(5, ({ delivery, trial }) => {
			const counted = delivery.batches.reduce((sum, batch) => sum + batch.requests, 0);
			expect(counted).toBe(trial.api.requests.length);
		});
	});

	it('no more requests than allowed are under way, nor larger ones', async () => {
		await always(6, ({ trial }, { rules }) => {
			expect(trial.api.mostUnderWay()).toBeLessThanOrEqual(rules.concurrency);
			for (const { body, leads } of trial.api.requests) {
				expect(leads.length).toBeLessThanOrEqual(rules.batchSize);
				if (leads.length > 1)
					expect(Buffer.byteLength(body)).toBeLessThanOrEqual(rules.maxBodyBytes);
			}
		});
	});

	it('a run that did not stop has sent everything; one that stopped says why', async () => {
		await always(7, ({ delivery, codes }) => {
			const hasUnsent = codes.includes('not_sent');
			if (hasUnsent) expect(delivery.stopped?.message).toBeTruthy();
		});
	});

	it('the user never waits longer than Max Wait, however many lanes wait', async () => {
		await always(8, ({ trial }, { rules }) => {
			let waited = 0;
			let until = 0;
			const waits = [...trial.clock.waits].sort((a, b) => a.at - b.at);
			for (const { at, lasted } of waits) {
				waited += Math.max(0, at + lasted - Math.max(at, until));
				until = Math.max(until, at + lasted);
			}
			// What is sent more slowly after a rate limit waits for no answer.
			const spacingMs = 1_050 * trial.api.requests.length;
			expect(waited).toBeLessThanOrEqual(rules.maxWaitMs + spacingMs + 0.001);
		});
	});

	it('nothing is sent after the user has cancelled', async () => {
		await always(9, ({ trial }, { cancelAfterMs = Infinity }) => {
			for (const { startedAt } of trial.api.requests)
				expect(startedAt).toBeLessThanOrEqual(cancelAfterMs);
		});
	});

	it('the ordeals of these tests leave no outcome out, nor any way for a run to end', async () => {
		const seen = new Set<string>();
		await always(10, ({ codes, delivery }) => {
			for (const code of codes) seen.add(code);
			seen.add(
				`stopped by ${delivery.stopped?.statusCode ?? delivery.stopped?.message ?? 'nothing'}`,
			);
		});
		expect([...seen]).toEqual(
			expect.arrayContaining([
				...['accepted', 'refused', 'not_isolated', 'delivery_failed', 'not_sent'],
				...['stopped by nothing', 'stopped by 401', 'stopped by 403', 'stopped by 302'],
				...['stopped by 429', 'stopped by 504', 'stopped by the execution was canceled'],
			]),
		);
	});
});
