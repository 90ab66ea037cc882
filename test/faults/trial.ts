import './virtualTime';
import type { INodeExecutionData } from 'n8n-workflow';
import type { StoredLead } from '../emulator/emulator';
import { runEsoLeads, type EsoLeadsRun } from '../support/engine/runNode';
import { inputItem } from './draw/inputItem';
import type { Ordeal } from './draw/ordeals';
import { asStored, type Parameters } from './draw/parameters';
import type { Answer } from './model/answer';
import type { OpenRequests } from './openRequests';
import { startServer, TOKEN, type Server } from './server';
import { inVirtualTime } from './virtualTime';

/** One run of the node, as the user and the server saw it. */
export interface Run extends EsoLeadsRun {
	/** In order of arrival. */
	answers: readonly Answer[];
	/** What E-so had in the end, by contact number. */
	stored: ReadonlyMap<string, StoredLead>;
	/** The most requests that were under way at once. */
	mostAtOnce: number;
	/** In virtual time. */
	tookMs: number;
}

/** An ordeal and what came of it. */
export interface Trial {
	ordeal: Ordeal;
	run: Run;
	/** What was rejected then (all items, if the run failed) on a better day, with refused leads isolated. */
	secondRun: Run | undefined;
}

/** Puts the built node through `ordeal`: in n8n's engine, over HTTP, in virtual time. */
export async function undergo(ordeal: Ordeal): Promise<Trial> {
	return await inVirtualTime(async (requests) => {
		const server = await startServer(ordeal, requests);
		const { items, parameters, chances } = ordeal;
		let drawn = 0;
		jest.spyOn(Math, 'random').mockImplementation(() => chances[drawn++ % chances.length] ?? 0);
		try {
			const inputs = items.map((item) => inputItem(item, parameters));
			const run = await runNode(inputs, parameters, server, requests);
			server.endFaults();
			const again = run.status === 'error' ? inputs : run.rejected.map(withoutRejection);
			const secondRun =
				again.length === 0
					? undefined
					: await runNode(again, onABetterDay(parameters), server, requests);
			return { ordeal, run, secondRun };
		} finally {
			await server.emulator.close();
		}
	});
}

async function runNode(
	inputs: INodeExecutionData[],
	parameters: Parameters,
	server: Server,
	requests: OpenRequests,
): Promise<Run> {
	const earlier = server.answers().length;
	const begun = performance.now();
	requests.takeMost();
	const run = await runEsoLeads({
		items: inputs,
		parameters: asStored(parameters),
		credentials: { accessToken: TOKEN, baseUrl: server.emulator.url },
		onError: parameters.onError,
	});
	const tookMs = performance.now() - begun;
	const mostAtOnce = requests.takeMost();
	await server.rest();
	return {
		...run,
		answers: server.answers().slice(earlier),
		stored: new Map(server.emulator.store),
		mostAtOnce,
		tookMs,
	};
}

/** The item as the user would send it again. */
function withoutRejection({ json, binary }: INodeExecutionData): INodeExecutionData {
	const { rejection, ...rest } = json;
	void rejection;
	return { json: rest, ...(binary === undefined ? {} : { binary }) };
}

/** The parameters of the second run. */
export function onABetterDay(parameters: Parameters): Parameters {
	const { options } = parameters;
	return {
		...parameters,
		onError: 'continueRegularOutput',
		options: {
			...options,
			invalidLeads: 'reject',
			duplicates: 'reject',
			isolate: true,
			// In a batch this small each refused lead is found, however many there are.
			batchSize: Math.min(options.batchSize, 8),
		},
	};
}
