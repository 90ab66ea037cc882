import type { LoggedRequest } from '../test/emulator/emulator';

/** A line on a terminal that is written over as requests are answered. */
export interface ProgressLine {
	tell(request: LoggedRequest): void;
	/** Leaves an empty line for what follows. */
	clear(): void;
}

const ERASE_LINE = '\r\u001b[K';

/** Shows nothing where the output goes to a file or another program. */
export function createProgressLine(
	stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
): ProgressLine {
	let leads = 0;
	let requests = 0;
	return {
		tell(request) {
			requests += 1;
			if (request.statusCode === 201) leads += request.leads;
			if (stream.isTTY)
				stream.write(
					`${ERASE_LINE}${leads.toLocaleString('en-US')} leads accepted; ${requests.toLocaleString('en-US')} ${requests === 1 ? 'request' : 'requests'} answered …`,
				);
		},
		clear() {
			if (stream.isTTY) stream.write(ERASE_LINE);
		},
	};
}
