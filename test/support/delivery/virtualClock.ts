import { setMaxListeners } from 'node:events';
import type { Clock } from '../../../nodes/EsoLeads/delivery/ports';

/** The epoch time at which every virtual run begins: a whole second, as HTTP dates know no less. */
export const START = Date.UTC(2026, 4, 2, 12);

/** A wait that somebody asked for; times are milliseconds since the run began. */
export interface RecordedWait {
	at: number;
	ms: number;
	/** Less than `ms` where an abort ended the wait. */
	lasted: number;
}

/**
 * A clock that stands still while anything can run, and then jumps to the next thing that is due.
 * What is due at the same moment happens in the order in which it was asked for.
 */
export interface VirtualClock extends Clock {
	/** Milliseconds since the run began. */
	elapsed(): number;
	/** Does something `ms` from now; not recorded as a wait. */
	after(ms: number, action: () => void): void;
	/** Resolves `ms` from now; not recorded as a wait. */
	pass(ms: number): Promise<void>;
	/** What was waited for with `wait`, but for mere turns of 0 ms. */
	waits: readonly RecordedWait[];
}

interface Alarm {
	due: number;
	ring: () => void;
}

/** A clock at `START`. */
export function createVirtualClock(): VirtualClock {
	let now = START;
	let alarms: Alarm[] = [];
	let isTicking = false;
	const waits: RecordedWait[] = [];

	// Everything under test runs on promises: by the time of an immediate, all that can run has run.
	const tick = () => {
		isTicking = false;
		const next = earliest(alarms);
		if (next === undefined) return;
		alarms = alarms.filter((alarm) => alarm !== next);
		now = next.due;
		next.ring();
		keepTicking();
	};
	const keepTicking = () => {
		if (isTicking || alarms.length === 0) return;
		isTicking = true;
		setImmediate(tick);
	};
	const set = (ms: number, ring: () => void): Alarm => {
		const alarm = { due: now + ms, ring };
		alarms.push(alarm);
		keepTicking();
		return alarm;
	};

	return {
		now: () => now,
		elapsed: () => now - START,
		after: (ms, action) => void set(ms, action),
		pass: (ms) => new Promise((resolve) => set(ms, resolve)),
		waits,
		async wait(ms, signal) {
			if (signal.aborted) return;
			setMaxListeners(0, signal);
			const begun = now;
			await new Promise<void>((resolve) => {
				const wake = () => {
					alarms = alarms.filter((other) => other !== alarm);
					signal.removeEventListener('abort', wake);
					resolve();
				};
				const alarm = set(ms, wake);
				signal.addEventListener('abort', wake);
			});
			if (ms > 0) waits.push({ at: begun - START, ms, lasted: now - begun });
		},
	};
}

function earliest(alarms: readonly Alarm[]): Alarm | undefined {
	return alarms.reduce<Alarm | undefined>(
		(first, alarm) => (first === undefined || alarm.due < first.due ? alarm : first),
		undefined,
	);
}
