import type { IExecuteFunctions } from 'n8n-workflow';
import type { BatchOutcome } from '../../delivery/outcome';
import type { Clock, DeliveryPorts } from '../../delivery/ports';
import { formatCount, formatQuantity } from '../../lead/wording';

/** Long enough to keep the log short, and short enough to show that the run is alive. */
const INTERVAL_MS = 10_000;

/** Shorter waits, such as yielding to the event loop, are not worth mentioning. */
const MIN_WAIT_MS = 500;

/** Reports the progress of a run in n8n's log, since n8n has no progress bar for a running node. */
export interface ProgressLog {
	/** The same ports, except that waits are counted. */
	ports: DeliveryPorts;
	settle(batch: BatchOutcome): void;
	/** Writes no more lines. */
	end(): void;
}

/**
 * Writes a line every ten seconds: how many leads were accepted of those seen so far, batches,
 * waits.
 *
 * @param seen how many items or rows have been read.
 * @param isChecked whether this is a check in which nothing is sent.
 */
export function startProgressLog(
	context: Pick<IExecuteFunctions, 'logger' | 'getNode'>,
	ports: DeliveryPorts,
	seen: () => number,
	isChecked = false,
): ProgressLog {
	const ended = new AbortController();
	const { name } = context.getNode();
	let accepted = 0;
	let batches = 0;
	const { clock, waits } = countWaits(ports.clock);

	const describe = () =>
		`${name}: ${formatCount(accepted)} of ${formatQuantity(seen(), 'lead')} read so far ${isChecked ? 'checked' : 'accepted'} in ${formatQuantity(batches, 'batch', 'batches')}; ${formatQuantity(waits.begun, 'wait')} for E-so${waits.underWay > 0 ? ', waiting now' : ''}`;

	const writeLines = async () => {
		for (;;) {
			await ports.clock.wait(INTERVAL_MS, ended.signal);
			if (ended.signal.aborted) return;
			context.logger.info(describe());
		}
	};
	void writeLines();

	return {
		ports: { ...ports, clock },
		settle({ outcomes }) {
			batches += 1;
			accepted += outcomes.filter(({ kind }) => kind === 'accepted').length;
		},
		end: () => ended.abort(),
	};
}

/** The same clock, except that it counts the waits that are worth mentioning. */
function countWaits(clock: Clock): { clock: Clock; waits: { begun: number; underWay: number } } {
	const waits = { begun: 0, underWay: 0 };
	return {
		waits,
		clock: {
			now: () => clock.now(),
			async wait(ms, signal) {
				if (ms < MIN_WAIT_MS) return await clock.wait(ms, signal);
				waits.begun += 1;
				waits.underWay += 1;
				try {
					await clock.wait(ms, signal);
				} finally {
					waits.underWay -= 1;
				}
			},
		},
	};
}
