import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { EachDelivery } from '../delivery/deliverEach';
import type { FailedItem } from '../lead/refusals';
import { formatCount, formatQuantity } from '../lead/wording';
import { toPlace } from '../report/items';
import type { Operation } from './operation';
import { addHints } from './shared/context';
import {
	type AcceptedLead,
	acceptedRow,
	createGivenLeadReader,
	deliverGivenLeads,
	type GivenLead,
	givenLeadFields,
	type GivenLeadOptions,
	givenLeadOptionsSchema,
	type GivenOutcome,
} from './shared/givenLeads';
import { executeItemwise, type Rows, type Session } from './shared/itemwise';
import { givenLeadOptions, type OptionSet } from './shared/options';
import { bulkRequestOptions } from './shared/requestOptions';

/** The options of Create. */
const createOptionSet: OptionSet<GivenLeadOptions> = {
	schema: givenLeadOptionsSchema,
	collections: [givenLeadOptions, bulkRequestOptions],
};

const fields: readonly INodeProperties[] = [...givenLeadFields, ...createOptionSet.collections];

/** An item in, a lead out. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create lead',
	description: 'Add a lead for each item. A number that E-so already has stays as it is.',
	fields,
	outputs: ['Lead'],
	execute,
};

/** Creates one lead for each input item, in batches. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executeItemwise(context, {
		options: createOptionSet,
		createReader: createGivenLeadReader,
		deliver: createLeads,
		progress: {
			participle: 'accepted',
			again: 'Running again is safe: E-so ignores numbers that it already has.',
		},
	});
}

async function createLeads(
	readings: ReadonlyArray<GivenLead | FailedItem>,
	session: Session<GivenLeadOptions>,
): Promise<EachDelivery<Rows>> {
	const { outcomes, stopped } = await deliverGivenLeads(readings, session);
	const { context } = session;
	addHints(context, describeDuplicates(outcomes));
	const items = context.getInputData();
	return {
		outcomes: outcomes.map((outcome) =>
			outcome.kind === 'failed' ? outcome : { kind: 'done', done: [toRow(outcome, items)] },
		),
		stopped,
	};
}

/**
 * A number that occurred earlier in the run counts as accepted, like one that E-so has from an
 * earlier run: either way E-so has the contact. The row says which fields E-so ignores in that
 * case, since no answer does.
 */
function toRow(
	{ given, duplicateOf }: AcceptedLead<GivenLead>,
	items: readonly INodeExecutionData[],
): Rows[number] {
	const row = { accepted: true, ...acceptedRow(given) };
	if (duplicateOf === undefined) return row;
	const { noun, shown } = toPlace(items, duplicateOf);
	const note = `${noun} ${formatCount(shown)} has the same contact number and was kept. The origin and fields of this one were not sent: use Create or Update to send them.`;
	return { ...row, duplicateOf, note };
}

function describeDuplicates(outcomes: ReadonlyArray<GivenOutcome<GivenLead>>): string[] {
	const repeated = outcomes.filter(
		(outcome) => outcome.kind === 'accepted' && outcome.duplicateOf !== undefined,
	).length;
	if (repeated === 0) return [];
	const have = repeated === 1 ? 'has' : 'have';
	return [
		`${formatQuantity(repeated, 'item')} ${have} a contact number that occurred earlier in this run: E-so keeps the first one's origin and fields. Use Create or Update to send those of the others, too.`,
	];
}
