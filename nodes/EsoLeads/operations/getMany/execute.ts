import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { EachTask, TaskReader } from '../eachItem/eachOperation';
import { executeEach } from '../eachItem/executeEach';
import { createLeadDisplay } from '../simplify';
import {
	requestOptionFields,
	requestOptionsSchema,
	type RequestOptions,
} from '../options/requestOptions';
import { listLeads } from './pages';
import { createQueryReader } from './query';

/** Lists leads for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executeEach(context, {
		options: { schema: requestOptionsSchema, fields: requestOptionFields },
		createReader,
	});
}

function createReader(context: IExecuteFunctions, { pathPrefix }: RequestOptions): TaskReader {
	const readQuery = createQueryReader(context);
	const displayFor = createLeadDisplay(context);
	return (item) => {
		const query = readQuery(item);
		if (query.kind === 'failed') return query;
		const display = displayFor(item);
		const perform: EachTask['perform'] = async (line) => {
			const listed = await listLeads(query, line, pathPrefix);
			return listed.kind === 'failed' ? listed : { kind: 'done', done: listed.leads.map(display) };
		};
		return { kind: 'task', leads: [], perform };
	};
}
