import type { IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../connection';
import { readCountry } from '../../lead/country';
import { readOrigin } from '../../lead/origin';
import { connect } from '../credential';
import { readItemParameter } from '../itemParameter';
import { misconfigured, type Misconfigured } from '../misconfigured';
import { readOptions, type OptionSet } from '../options/readOptions';
import { readConstantNames } from './customFieldReader';
import type { ManyLeadsOptions } from './options';

/** What a run needs to begin. */
export interface Settings<Options extends ManyLeadsOptions = ManyLeadsOptions> {
	kind: 'settings';
	options: Options;
	connection: Connection;
}

/** Reads and checks what holds for the whole run. */
export async function readSettings<Options extends ManyLeadsOptions>(
	context: IExecuteFunctions,
	set: OptionSet<Options>,
): Promise<Settings<Options> | Misconfigured> {
	const options = readOptions(context, set);
	if (options.kind === 'misconfigured') return options;
	const constants = checkConstants(context);
	if (constants !== undefined) return constants;
	const connection = await connect(context);
	if (connection.kind === 'misconfigured') return connection;
	return { kind: 'settings', options: options.options, connection };
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
