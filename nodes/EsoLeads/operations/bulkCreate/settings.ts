import type { IExecuteFunctions } from 'n8n-workflow';
import { readConnection } from '../../connection';
import { readCountry } from '../../lead/country';
import { readOrigin } from '../../lead/origin';
import type { RejectionCode } from '../../lead/rejection';
import { readItemParameter } from './itemParameter';
import { optionFields } from './optionFields';
import { optionsSchema, type BulkCreateOptions } from './options';

/** What a run needs to begin. */
export interface Settings {
	kind: 'settings';
	options: BulkCreateOptions;
	/** Without a slash at its end. */
	baseUrl: string;
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
	const options = optionsSchema.safeParse(context.getNodeParameter('options', 0, {}));
	if (!options.success) return misconfiguredOption(options.error.issues[0]);
	const constants = checkConstants(context);
	if (constants !== undefined) return constants;
	const connection = await readConnection(context);
	if (connection.kind === 'unusable') {
		return misconfigured(connection.message, "Correct the credential 'E-so API', then run again.");
	}
	return { kind: 'settings', options: options.data, baseUrl: connection.baseUrl };
}

/** A bad constant would reject every single lead: better said once, before anything is sent. */
function checkConstants(context: IExecuteFunctions): Misconfigured | undefined {
	const origin = readItemParameter(context, 'origin', 'UPLOAD');
	const readings = [
		origin.isExpression ? undefined : readOrigin(origin.at(0)),
		...constantOf(context, 'defaultCountry').map((value) => readCountry(value)),
	];
	const refusal = readings.find((reading) => reading?.kind === 'refusal');
	return refusal?.kind === 'refusal'
		? {
				...misconfigured(
					refusal.message,
					'Change the parameter, then run again. Nothing was sent.',
				),
				code: refusal.code,
			}
		: undefined;
}

function constantOf(context: IExecuteFunctions, name: string): unknown[] {
	const parameter = readItemParameter(context, name, '');
	return parameter.isExpression ? [] : [parameter.at(0)];
}

function misconfiguredOption(
	issue: { path: PropertyKey[]; message: string } | undefined,
): Misconfigured {
	const name = String(issue?.path[0] ?? '');
	const label = optionFields.find((field) => field.name === name)?.displayName ?? 'Options';
	return misconfigured(
		`'${label}' cannot be used: ${issue?.message ?? 'invalid'}`,
		'Change the option, then run again. Nothing was sent.',
	);
}

function misconfigured(message: string, description: string): Misconfigured {
	return { kind: 'misconfigured', message, description, code: 'not_sent' };
}
