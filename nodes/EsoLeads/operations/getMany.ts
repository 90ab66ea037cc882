import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readLeadPage, type ShownLead, toFingerprint } from '../api/answers';
import { listLeadsRequest, type PageQuery, type PathPrefix } from '../api/requests';
import { type FailedItem, failedWith } from '../lead/refusals';
import { quote, quoteName } from '../lead/wording';
import type { Operation } from './operation';
import { type ItemClient, toFailure, unknownShape } from './shared/itemClient';
import { readItemParameter, readPairs } from './shared/parameters';
import { executePerItem, type ItemTask, type TaskReader } from './shared/perItem';
import { type RequestOptions, requestOptionSet } from './shared/requestOptions';
import { createLeadDisplay, simplifyField } from './shared/simplify';

export const fields: readonly INodeProperties[] = [
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
		placeholder: 'Add Filter',
		default: {},
		description:
			"Which leads to get. E-so's filters are not public: a filter is sent as it is, as a query parameter, and one that E-so does not know may be ignored.",
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

/** Leads page by page. */
export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many leads',
	description:
		'Get a list of leads (WhatsApp contacts) from E-so: all of them, or up to a limit, with filters if needed. To get one lead whose number or ID is known, use Get.',
	fields,
	outputs: ['Leads'],
	execute,
};

/** Lists leads for each input item. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executePerItem(context, {
		options: requestOptionSet,
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
		const perform: ItemTask['perform'] = async (client) => {
			const listed = await listLeads(query, client, pathPrefix);
			return listed.kind === 'failed' ? listed : { kind: 'done', done: listed.leads.map(display) };
		};
		return { kind: 'task', leads: [], perform };
	};
}

/** Which leads one item asks for. */
export interface LeadsQuery {
	kind: 'query';
	/** Infinity for all. */
	limit: number;
	filters: PageQuery['filters'];
}

/** Looks the parameters up. */
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
					`'Limit' holds ${quote(limit.at(item))}: it must be a whole number from 1.`,
				);
	};
}

/** These say which page is asked for. */
const OWN_NAMES: ReadonlySet<string> = new Set(['page', 'limit']);

function readFilters(value: unknown): Pick<LeadsQuery, 'kind' | 'filters'> | FailedItem {
	const filters: LeadsQuery['filters'][number][] = [];
	for (const [name, wanted] of readPairs(value)) {
		if (name === '')
			return failedWith('invalid_parameter', `The filter for ${quote(wanted)} has no name.`);
		if (OWN_NAMES.has(name)) {
			return failedWith(
				'invalid_parameter',
				`${quoteName(name)} cannot be a filter, since the node asks for the pages by it. Use 'Return All' or 'Limit'.`,
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

/** The most that one request asks for. */
const MAX_PAGE_SIZE = 100;

/**
 * As few pages as the limit needs, all of one size, since a page begins where its number and its
 * size say: 5 leads are one page of 5, and 250 are three of 84 (and not of 100).
 */
export function pageSizeFor(limit: number): number {
	if (limit === Infinity) return MAX_PAGE_SIZE;
	return Math.ceil(limit / Math.ceil(limit / MAX_PAGE_SIZE));
}

/** Leads that were listed. */
export interface Listed {
	kind: 'listed';
	leads: readonly ShownLead[];
}

/**
 * Lists leads page by page, until the limit, the last page, an empty one, or one that repeats: an
 * API that does not know `page` answers with the first page for ever. A page that is shorter than
 * asked for is no sign: E-so may have a limit of its own.
 */
export async function listLeads(
	{ limit, filters }: LeadsQuery,
	client: ItemClient,
	prefix: PathPrefix,
): Promise<Listed | FailedItem> {
	const size = pageSizeFor(limit);
	const leads: ShownLead[] = [];
	let previous: string | undefined;
	for (let page = 1; leads.length < limit; page += 1) {
		const answer = await client.read(listLeadsRequest({ page, limit: size, filters }, prefix));
		if (answer.kind !== 'accepted') return toFailure(answer, `list of leads, page ${page}`);
		const read = readLeadPage(answer.answer);
		if (read.kind === 'unknownShape') return unknownShape(`page ${page} of the leads`);
		const fingerprint = toFingerprint(read);
		if (read.leads.length === 0 || fingerprint === previous) {
			if (read.isLast === false) return endedEarly(page);
			break;
		}
		leads.push(...read.leads);
		if (read.isLast) break;
		previous = fingerprint;
	}
	return { kind: 'listed', leads: leads.slice(0, limit) };
}

/** A part of a list is never passed off as the list. */
function endedEarly(page: number): FailedItem {
	return failedWith(
		'unexpected_answer',
		`E-so's list of leads has more pages than ${page}, it says, but page ${page} brought nothing new. Please report it, with the version of the node.`,
	);
}
