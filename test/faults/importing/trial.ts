import '../virtualTime';
import type { INodeExecutionData } from 'n8n-workflow';
import type { StoredLead } from '../../emulator/emulator';
import { runEsoLeads, type EsoLeadsRun } from '../../support/engine/runNode';
import { asStored, type Parameters } from '../draw/parameters';
import type { Answer } from '../model/answer';
import { startServer, TOKEN, type Server } from '../server';
import { onABetterDay } from '../trial';
import { inVirtualTime } from '../virtualTime';
import { writeFile, type ImportOrdeal, type Storage } from './draw';
import { deliverFile } from './storage';

/** One run of the import, as the user, the storage and the server saw it. */
export interface ImportRun extends EsoLeadsRun {
	answers: readonly Answer[];
	/** What E-so had in the end, by contact number. */
	stored: ReadonlyMap<string, StoredLead>;
	/** Since the user stopped it; undefined if it had ended by then. */
	stopped: { requestsSince: number; tookMs: number } | undefined;
	/** How many streams were left open. */
	leftOpen: number;
}

/** An import and what came of it. */
export interface ImportTrial {
	ordeal: ImportOrdeal;
	run: ImportRun;
	/** The same file again, on a better day. */
	again: ImportRun;
}

const WELL: Storage = { chunkBytes: 65_536, delayMs: 0, ending: 'whole', share: 1 };

/** Puts the built node through `ordeal`: in n8n's engine, over HTTP, in virtual time. */
export async function importThrough(ordeal: ImportOrdeal): Promise<ImportTrial> {
	return await inVirtualTime(async (requests) => {
		const server = await startServer(ordeal, requests);
		const { chances, parameters } = ordeal;
		let drawn = 0;
		jest.spyOn(Math, 'random').mockImplementation(() => chances[drawn++ % chances.length] ?? 0);
		try {
			const run = await runImport(ordeal, parameters, server);
			server.endFaults();
			const better = { ...ordeal, storage: WELL, stopAtMs: undefined };
			const again = await runImport(better, onABetterDay(parameters), server);
			return { ordeal, run, again };
		} finally {
			await server.emulator.close();
		}
	});
}

async function runImport(
	ordeal: ImportOrdeal,
	parameters: Parameters,
	server: Server,
): Promise<ImportRun> {
	const { storage, stopAtMs, output } = ordeal;
	const getLeftOpen = deliverFile(writeFile(ordeal), storage);
	const earlier = server.answers().length;
	let stop: { at: number; requests: number } | undefined;
	let timer: NodeJS.Timeout | undefined;
	const run = await runEsoLeads({
		items: [storedItem(ordeal)],
		parameters: { ...asStored(parameters), operation: 'importFile', output },
		credentials: { accessToken: TOKEN, baseUrl: server.emulator.url },
		onError: parameters.onError,
		onStart(cancel) {
			if (stopAtMs === undefined) return;
			timer = setTimeout(() => {
				stop = { at: performance.now(), requests: server.emulator.requests.length };
				cancel();
			}, stopAtMs);
		},
	});
	clearTimeout(timer);
	const endedAt = performance.now();
	await server.rest();
	return {
		...run,
		answers: server.answers().slice(earlier),
		stored: new Map(server.emulator.store),
		stopped: stop && {
			requestsSince: server.emulator.requests.length - stop.requests,
			tookMs: endedAt - stop.at,
		},
		leftOpen: getLeftOpen(),
	};
}

function storedItem({ format }: ImportOrdeal): INodeExecutionData {
	const data = {
		id: 'filesystem-v2:laboratory',
		data: 'filesystem-v2',
		mimeType: format === 'csv' ? 'text/csv' : 'application/x-ndjson',
		fileName: `leads.${format}`,
	};
	return { json: {}, binary: { data } };
}
