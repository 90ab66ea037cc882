/**
 * Runs one import through the built node in the real engine: loads n8n, says so, waits for its order, and reports how the import
 * ended. It is the process that the crash test kills.
 */
import type { IDataObject } from 'n8n-workflow';
import { builtPackage } from '../support/engine/builtPackage';
import { type EsoLeadsOptions, runEsoLeads } from '../support/engine/runNode';

/** What to import, and where to. */
export type ImportOrder = Pick<EsoLeadsOptions, 'credentials' | 'parameters'> & {
	items: IDataObject[];
};

/** What the process says: first that it is loaded, at last how the import ended. */
export type ImportNews = { kind: 'loaded' } | ({ kind: 'ended' } & ImportReport);

export interface ImportReport {
	status: string;
	/** As the summary on the output has it. */
	summary: string | undefined;
}

function tell(news: ImportNews): void {
	process.send?.(news);
}

process.once('message', (order: ImportOrder) => {
	void runEsoLeads(order).then(({ status, hints }) => {
		tell({ kind: 'ended', status, summary: hints[0]?.message });
		process.disconnect();
	});
});
// A test that is broken off leaves no process behind.
process.once('disconnect', () => process.exit());
void builtPackage().then(() => tell({ kind: 'loaded' }));
