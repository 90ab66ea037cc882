import type { IExecuteFunctions } from 'n8n-workflow';
import { failedWith, type Failed } from '../../lead/itemFailure';
import { systemClock } from '../../systemClock';
import { cancelSignalOf } from '../cancelSignal';
import { describeNoValue } from '../itemParameter';
import type { EachTask, TaskReader } from './eachOperation';

/** Reading so many items takes some milliseconds; n8n must not stand still for longer. */
const ITEMS_AT_A_TIME = 100;

/** Reads what each item asks for. An expression that fails for one item does not cost the others. */
export async function readTasks(
	context: IExecuteFunctions,
	readTask: TaskReader,
): Promise<Array<EachTask | Failed>> {
	const cancelled = cancelSignalOf(context);
	const tasks: Array<EachTask | Failed> = [];
	for (const item of context.getInputData().keys()) {
		tasks.push(readSafely(readTask, item));
		if (tasks.length % ITEMS_AT_A_TIME === 0) await systemClock.wait(0, cancelled);
	}
	return tasks;
}

function readSafely(readTask: TaskReader, item: number): EachTask | Failed {
	try {
		return readTask(item);
	} catch (error) {
		return failedWith('invalid_parameter', describeNoValue(error));
	}
}
