import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { type FailedItem, failedWith } from '../lead/refusals';
import { quote, quoteName } from '../lead/wording';
import type { Operation } from './operation';
import { readItemParameter, readPairs } from './shared/parameters';
import { executePerItem, type ItemTask, type TaskReader } from './shared/perItem';
import { type RequestOptions, requestOptionSet } from './shared/requestOptions';
import { createLeadDisplay, type LeadsQuery, listLeads, simplifyField } from './shared/shownLeads';

const fields: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add filter',
		default: {},
		description: 'Query parameters, sent as they are. E-so may ignore one that it does not know.',
		options: [
			{
				displayName: 'Filter',
				name: 'filter',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. origin',
						description: 'The name of the query parameter',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. UPLOAD',
					},
				],
			},
		],
	},
	simplifyField,
	...requestOptionSet.collections,
];

/** Lists leads page by page. */
export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many leads',
	description: 'Get a list of leads: all of them or up to a limit, with filters if needed',
	fields,
	outputs: ['Leads'],
	execute,
};

/** Lists leads for each input item. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executePerItem(context, {
		options: requestOptionSet,
		createReader,
		asksFor: 'list',
	});
}

function createReader(context: IExecuteFunctions, { pathPrefix }: RequestOptions): TaskReader {
	const readQuery = createQueryReader(context);
	const displayFor = createLeadDisplay(context);
	return (item) => {
		const query = readQuery(item);
		if (query.kind === 'failed') return query;
		const display = displayFor(item);
		const perform: ItemTask['perform'] = async (client) => {
			const listed = await listLeads(query, client, pathPrefix);
			return listed.kind === 'failed' ? listed : { kind: 'done', done: listed.leads.map(display) };
		};
		return { kind: 'task', leads: [], perform };
	};
}

/** Looks up the parameters. */
export function createQueryReader(
	context: IExecuteFunctions,
): (item: number) => LeadsQuery | FailedItem {
	const returnAll = readItemParameter(context, 'returnAll', false);
	const limit = readItemParameter(context, 'limit', 50);
	const filters = readItemParameter(context, 'filters.filter', []);
	return (item) => {
		const read = readFilters(filters.at(item));
		if (read.kind === 'failed') return read;
		if (returnAll.at(item) === true) return { ...read, limit: Infinity };
		const most = Number(limit.at(item));
		return Number.isSafeInteger(most) && most > 0
			? { ...read, limit: most }
			: failedWith(
					'invalid_parameter',
					`'Limit' holds ${quote(limit.at(item))}: it must be a whole number of 1 or more.`,
				);
	};
}

/** The query parameters that select the page. */
const OWN_NAMES: ReadonlySet<string> = new Set(['page', 'limit']);

function readFilters(value: unknown): Pick<LeadsQuery, 'kind' | 'filters'> | FailedItem {
	const filters: LeadsQuery['filters'][number][] = [];
	for (const [name, wanted] of readPairs(value)) {
		if (name === '')
			return failedWith('invalid_parameter', `The filter for ${quote(wanted)} has no name.`);
		if (OWN_NAMES.has(name)) {
			return failedWith(
				'invalid_parameter',
				`${quoteName(name)} cannot be a filter, since the node uses it for paging. Use 'Return All' or 'Limit'.`,
			);
		}
		if (typeof wanted === 'object' && wanted !== null)
			return failedWith(
				'invalid_parameter',
				`The filter ${quoteName(name)} is ${quote(wanted)}: it must be text, a number or a boolean.`,
			);
		filters.push([name, String(wanted ?? '')]);
	}
	return { kind: 'query', filters };
}
