import type { IExecuteFunctions } from 'n8n-workflow';
import { readConnection, type Connection } from '../connection';
import { misconfigured, type Misconfigured } from './misconfigured';

/** The connection of a run, or why there is none. */
export async function connect(context: IExecuteFunctions): Promise<Connection | Misconfigured> {
	const connection = await readConnection(context);
	return connection.kind === 'connection'
		? connection
		: misconfigured(connection.message, "Correct the credential 'E-so API', then run again.");
}
