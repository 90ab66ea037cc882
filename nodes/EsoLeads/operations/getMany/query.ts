import type { IExecuteFunctions } from 'n8n-workflow';
import { failedWith, type Failed } from '../../lead/itemFailure';
import { quote, quoteName } from '../../lead/quote';
import type { PageQuery } from '../../requests';
import { readItemParameter } from '../itemParameter';
import { readPairs } from '../pairs';

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
): (item: number) => LeadsQuery | Failed {
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

function readFilters(value: unknown): Pick<LeadsQuery, 'kind' | 'filters'> | Failed {
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
