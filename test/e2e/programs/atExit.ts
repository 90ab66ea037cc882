import { runInThisContext } from 'node:vm';

// Jest hands tests a copy of `process` that never emits 'exit'; the real one lives in the main context.
const realProcess: NodeJS.Process = runInThisContext('process');

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does `cleanUp` when this process ends before its time, by a signal or otherwise. Returns how to take that back. */
export function atExit(cleanUp: () => void): () => void {
	realProcess.once('exit', cleanUp);
	// Without a listener a signal ends a process on the spot, without 'exit'.
	for (const signal of SIGNALS) realProcess.on(signal, exit);
	return () => {
		realProcess.removeListener('exit', cleanUp);
		for (const signal of SIGNALS) realProcess.removeListener(signal, exit);
	};
}

function exit(): never {
	return realProcess.exit(1);
}
