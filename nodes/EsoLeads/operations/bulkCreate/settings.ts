import type { IExecuteFunctions } from 'n8n-workflow';
import { readConnection, type Connection } from '../../connection';
import { readCountry } from '../../lead/country';
import { parseFieldPath, readField } from '../../lead/fieldPath';
import { readOrigin } from '../../lead/origin';
import type { RejectionCode } from '../../lead/rejection';
import { readConstantNames } from './customFieldReader';
import { readItemParameter } from './itemParameter';
import { optionFields } from './optionFields';
import { optionsSchema, type BulkCreateOptions } from './options';

/** What a run needs to begin. */
export interface Settings {
	kind: 'settings';
	options: BulkCreateOptions;
	connection: Connection;
}

/**
 * Why a run cannot begin: nothing is sent then. `code` is what the leads are rejected with where
 * the node must not throw.
 */
export interface Misconfigured {
	kind: 'misconfigured';
	message: string;
	description: string;
	code: RejectionCode;
}

/** Reads and checks what holds for the whole run. */
export async function readSettings(context: IExecuteFunctions): Promise<Settings | Misconfigured> {
	const options = optionsSchema.safeParse(readOptions(context));
	if (!options.success) return misconfiguredOption(options.error.issues[0]);
	const constants = checkConstants(context);
	if (constants !== undefined) return constants;
	const connection = await readConnection(context);
	if (connection.kind === 'unusable') {
		return misconfigured(connection.message, "Correct the credential 'E-so API', then run again.");
	}
	return { kind: 'settings', options: options.data, connection };
}

/** One by one, since the collection also holds parameters that are read for each item. */
function readOptions(context: IExecuteFunctions): Record<string, unknown> {
	const set = readField(context.getNode().parameters, parseFieldPath('options'));
	const names = Object.keys(optionsSchema.shape).filter((name) => Object.hasOwn(Object(set), name));
	return Object.fromEntries(
		names.map((name) => [name, context.getNodeParameter(`options.${name}`, 0)]),
	);
}

/** A bad constant would reject every single lead: better said once, before anything is sent. */
function checkConstants(context: IExecuteFunctions): Misconfigured | undefined {
	const origin = readItemParameter(context, 'origin', 'UPLOAD');
	const country = readItemParameter(context, 'defaultCountry', '');
	const refusal = [
		origin.isExpression ? undefined : readOrigin(origin.at(0)),
		country.isExpression ? undefined : readCountry(country.at(0)),
		readConstantNames(context),
	].find((reading) => reading?.kind === 'refusal');
	if (refusal === undefined) return undefined;
	const advice = 'Change the parameter, then run again. Nothing was sent.';
	return { ...misconfigured(refusal.message, advice), code: refusal.code };
}

function misconfiguredOption(
	issue: { path: PropertyKey[]; message: string } | undefined,
): Misconfigured {
	const name = String(issue?.path[0] ?? '');
	const label = optionFields.find((field) => field.name === name)?.displayName ?? 'Options';
	return misconfigured(
		`'${label}' cannot be used: ${issue?.message ?? 'it is not one of its values'}`,
		'Change the option, then run again. Nothing was sent.',
	);
}

function misconfigured(message: string, description: string): Misconfigured {
	return { kind: 'misconfigured', message, description, code: 'not_sent' };
}
