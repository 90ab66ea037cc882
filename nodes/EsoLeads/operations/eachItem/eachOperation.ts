import type { IExecuteFunctions } from 'n8n-workflow';
import type { ShownLead } from '../../answers/shownLead';
import type { TaskOutcome } from '../../delivery/deliverEach';
import type { Failed } from '../../lead/itemFailure';
import type { Progress } from '../../report/eachItemError';
import type { OptionSet } from '../options/readOptions';
import type { RequestOptions } from '../options/requestOptions';
import type { Line } from './line';

/** The `json` of the output items that one input item comes to. */
export type Rows = readonly ShownLead[];

/** What one input item asks for, read and checked. */
export interface EachTask {
	kind: 'task';
	/** The leads that it changes, by their contact numbers as stored. */
	leads: readonly string[];
	perform(line: Line): Promise<TaskOutcome<Rows>>;
}

/** Reads what one item asks for. It may throw what an expression throws. */
export type TaskReader = (item: number) => EachTask | Failed;

/** An operation that does one thing for each input item. */
export interface EachOperation<Options extends RequestOptions> {
	options: OptionSet<Options>;
	/** Looks the parameters up; what depends on the item is read for each. Nothing is sent yet. */
	createReader(context: IExecuteFunctions, options: Options): TaskReader;
	/** How to tell of what was done before a run stopped: only for what changes leads. */
	progress?: Progress;
}
