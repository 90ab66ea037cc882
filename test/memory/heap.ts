/** The bytes of live objects. `heapUsed` alone counts garbage too. Needs Node's --expose-gc. */
export function liveBytes(): number {
	if (globalThis.gc === undefined) throw new Error('Start this process with --expose-gc');
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}
