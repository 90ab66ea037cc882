import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { updateLeadRequest } from '../api/requests';
import type { EachDelivery, TaskOutcome } from '../delivery/deliverEach';
import type { RunFailure } from '../delivery/run';
import { MAX_BODY_BYTES } from '../lead/lead';
import { type PreparedUpdate, readTagIds, writeUpdate } from '../lead/leadUpdate';
import { failedForNow, type FailedItem } from '../lead/refusals';
import type { Operation } from './operation';
import {
	acceptedRow,
	createGivenLeadReader,
	deliverGivenLeads,
	type GivenLead,
	givenLeadFields,
	givenLeadOptionsSchema,
	type GivenOutcome,
} from './shared/givenLeads';
import { executeItemwise, type Rows, type Session } from './shared/itemwise';
import {
	digitsInRequests,
	numberInRequestsField,
	numberOptionsSchema,
	storedNumber,
	writtenNumber,
} from './shared/leadNumber';
import { createCollection, givenLeadOptions, type OptionSet } from './shared/options';
import { readItemParameter } from './shared/parameters';
import { deliverTasks, type ItemTask, toFailure } from './shared/perItem';
import { bulkRequestOptions } from './shared/requestOptions';
import { addTagsField } from './shared/tags';

const upsertOptionsSchema = z.object({
	...givenLeadOptionsSchema.shape,
	numberInRequests: numberOptionsSchema.shape.numberInRequests,
});

type UpsertOptions = z.infer<typeof upsertOptionsSchema>;

/** The options of Create or Update. */
const upsertOptionSet: OptionSet<UpsertOptions> = {
	schema: upsertOptionsSchema,
	collections: [
		givenLeadOptions,
		createCollection('requestOptions', [...bulkRequestOptions.options, numberInRequestsField]),
	],
};

const fields: readonly INodeProperties[] = [
	...givenLeadFields,
	addTagsField,
	...upsertOptionSet.collections,
];

/** An item in, a lead with its fields and tags out, whether or not E-so had it before. */
export const upsert: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update lead',
	// n8n's linter requires these words, which users know from other nodes.
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields,
	outputs: ['Lead'],
	execute,
};

/**
 * Creates one lead for each input item, then updates it. E-so does not say which leads it had
 * before (documented: the answer has no counts), so every lead with fields or tags is updated. The
 * fields of a new lead are then set to the values they already have.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await executeItemwise(context, {
		options: upsertOptionSet,
		createReader,
		deliver: createThenUpdate,
		progress: {
			participle: 'saved',
			again: 'Running again is safe: the same fields and tags are set again.',
		},
	});
}

/** A lead from an item's parameters, and what to set once E-so has it. */
interface UpsertedLead extends GivenLead {
	tags: readonly number[];
	/** Undefined for a lead without fields or tags. */
	update: PreparedUpdate | undefined;
}

function createReader(
	context: IExecuteFunctions,
	options: UpsertOptions,
): (item: number) => UpsertedLead | FailedItem {
	const readLead = createGivenLeadReader(context, options);
	const addTags = readItemParameter(context, addTagsField.name, []);
	return (item) => {
		const given = readLead(item);
		if (given.kind === 'failed') return given;
		const tags = readTagIds(addTags.at(item), addTagsField.displayName);
		if (tags.kind === 'failed') return tags;
		const upserted = { ...given, tags: tags.ids };
		if (given.fields.length === 0 && tags.ids.length === 0)
			return { ...upserted, update: undefined };
		const changes = { addTags: tags.ids, removeTags: [], newNumber: undefined };
		const update = writeUpdate({ fields: given.fields, ...changes }, MAX_BODY_BYTES);
		return update.kind === 'failed' ? update : { ...upserted, update };
	};
}

/**
 * Nothing is updated once the run has ended, whether by a failure under Stop Workflow, by a bad
 * token or by the user.
 */
async function createThenUpdate(
	readings: ReadonlyArray<UpsertedLead | FailedItem>,
	session: Session<UpsertOptions>,
): Promise<EachDelivery<Rows>> {
	const { outcomes, stopped } = await deliverGivenLeads(readings, session);
	const end = stopped ?? (session.context.continueOnFail() ? undefined : findFailure(outcomes));
	if (end !== undefined)
		return { outcomes: outcomes.map((outcome) => toUnfinished(outcome, end)), stopped: end };
	return await deliverTasks(
		outcomes.map((outcome) => toTask(outcome, session.options)),
		session,
	);
}

type UpsertOutcome = GivenOutcome<UpsertedLead>;

function findFailure(outcomes: readonly UpsertOutcome[]): RunFailure | undefined {
	const item = outcomes.findIndex(({ kind }) => kind === 'failed');
	const outcome = outcomes[item];
	if (outcome?.kind !== 'failed') return undefined;
	const { statusCode, message } = outcome.failure;
	return { statusCode, message, item };
}

function toUnfinished(outcome: UpsertOutcome, { message }: RunFailure): TaskOutcome<Rows> {
	if (outcome.kind === 'failed') return outcome;
	return outcome.given.update === undefined
		? toDone(outcome.given)
		: notUpdated(failedForNow('not_sent', `Not sent: ${message}`));
}

/**
 * The documented update, with the rules of Update: in the order of the input for the same lead, and
 * repeated if an answer was lost. Assumed: E-so finds a lead by its number as soon as it has
 * accepted it.
 */
function toTask(outcome: UpsertOutcome, options: UpsertOptions): ItemTask | FailedItem {
	if (outcome.kind === 'failed') return outcome;
	const { given } = outcome;
	const { number, update } = given;
	if (update === undefined) return { kind: 'task', leads: [], perform: async () => toDone(given) };
	const digits = digitsInRequests(number, options);
	const request = updateLeadRequest(digits, update.json, options.pathPrefix);
	return {
		kind: 'task',
		leads: [storedNumber(number)],
		async perform(client) {
			const answer = await client.change(request, true);
			return answer.kind === 'accepted'
				? toDone(given)
				: notUpdated(toFailure(answer, `lead with the contact number ${writtenNumber(number)}`));
		},
	};
}

function toDone(given: UpsertedLead): TaskOutcome<Rows> {
	const { tags, update } = given;
	const row = {
		accepted: true,
		updated: update !== undefined,
		...acceptedRow(given),
		added_tags: tags,
	};
	return { kind: 'done', done: [row] };
}

/** The failure of an item whose update failed; it says what was done and what was not. */
function notUpdated({ failure }: FailedItem): FailedItem {
	const message = `E-so accepted the lead, but its fields and tags were not updated. ${failure.message}`;
	return { kind: 'failed', failure: { ...failure, message, accepted: true } };
}
