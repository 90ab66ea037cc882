/** What the process and n8n's log said since `overhear` was called. */
export interface Overheard {
	text(): string;
	/** Lets everything be printed again. */
	stop(): void;
}

type Stream = { write: (chunk: string) => boolean };

/** Listens to standard output, standard error and the console. What is said on the way to the first is not printed. */
export function overhear(): Overheard {
	const said: string[] = [];
	const note = (chunk: unknown) => {
		said.push(String(chunk));
		return true;
	};
	const spies = [
		...consoleStreams().map((stream) => jest.spyOn(stream, 'write').mockImplementation(note)),
		...(['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
			jest.spyOn(console, method).mockImplementation((...words: unknown[]) => {
				note(words.join(' '));
			}),
		),
	];
	return {
		text: () => said.join('\n'),
		stop: () => {
			for (const spy of spies) spy.mockRestore();
		},
	};
}

/** n8n's log goes to the streams of the console, which are jest's own where several files run. */
function consoleStreams(): Stream[] {
	const own = [Reflect.get(console, '_stdout'), Reflect.get(console, '_stderr')].filter(isStream);
	return [...new Set<Stream>([...own, process.stdout, process.stderr])];
}

function isStream(value: unknown): value is Stream {
	return (
		typeof value === 'object' &&
		value !== null &&
		'write' in value &&
		typeof value.write === 'function'
	);
}
