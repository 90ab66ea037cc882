import { request } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { storedFileItem } from '../test/support/engine/storedFile';
import { runEsoLeads } from '../test/support/engine/runNode';
import { runWorkflow, type WorkflowFile } from '../test/support/engine/runWorkflow';
import { messyLeads } from './messyLeads';
import {
	expertWorkflow,
	loopWorkflow,
	peerNodes,
	runCode,
	singleWorkflow,
	type Target,
} from './peers';

/** A way to bring leads to E-so. `prepare` is not measured, what it returns is. */
export type Contender = (leads: number, target: Target) => Promise<() => Promise<void>>;

const parameters = { contactNumberField: 'Mobile', defaultCountry: 'IN' };
const LANES = 4;
const BATCH = 500;

/** All contenders, by the names that the report gives them. */
export const CONTENDERS = {
	floor,
	bulkCreate,
	importFile,
	importFaulty: importWithFaults(50, 'items'),
	importRejected: importWithFaults(5, 'file'),
	/** The same by the build that `ESO_PACKAGE` points to. */
	oldBulkCreate: bulkCreate,
	oldImportFile: importFile,
	expressions,
	refusedNumbers,
	updates,
	loop: peer(loopWorkflow),
	expert: peer(expertWorkflow),
	single: peer(singleWorkflow),
} satisfies Record<string, Contender>;

export type ContenderName = keyof typeof CONTENDERS;

export const CONTENDER_NAMES = Object.keys(CONTENDERS) as ContenderName[];

/** A bare script that posts batches that lie ready, with as many lanes as the node. */
async function floor(leads: number, target: Target) {
	const sample = messyLeads(leads).map(({ Name, City, Score, ...rest }, index) =>
		JSON.stringify({
			'contact-easysocial-whatsapp-api-support_number': 8_100_000_000 + index,
			country_code: 91,
			contact_number: String(8_100_000_000 + index),
			origin: 'UPLOAD',
			name: Name,
			city: City,
			'opt in': rest['Opt In'],
			score: Score,
		}),
	);
	const bodies: string[] = [];
	for (let at = 0; at < leads; at += BATCH) {
		bodies.push(`{"data":[${sample.slice(at, at + BATCH).join(',')}]}`);
	}
	return async () => {
		let next = 0;
		const lane = async () => {
			for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
				await post(body, target);
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
	};
}

function post(body: string, { url, token }: Target): Promise<void> {
	return new Promise((resolve, reject) => {
		const headers = {
			authorization: `Bearer ${token}`,
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		};
		const sent = request(
			`${url}/api/v1/leads/bulk-create`,
			{ method: 'POST', headers },
			(answer) => {
				if (answer.statusCode !== 201) reject(new Error(`Status ${answer.statusCode}`));
				answer.resume().on('end', resolve);
			},
		);
		sent.on('error', reject).end(body);
	});
}

/** As items arrive in n8n: read from JSON, their texts in one piece. */
function asArrived(leads: IDataObject[]): IDataObject[] {
	return JSON.parse(JSON.stringify(leads));
}

/** This node. */
async function bulkCreate(leads: number, target: Target) {
	const items = asArrived(messyLeads(leads));
	return async () => {
		const { hints, error } = await runEsoLeads({
			items,
			parameters,
			credentials: toCredentials(target),
		});
		expectAll(leads, hints[0]?.message ?? error?.message);
	};
}

/** This node, with parameters that are evaluated for each item. */
async function expressions(leads: number, target: Target) {
	const items = asArrived(messyLeads(leads));
	return async () => {
		const { hints, error } = await runEsoLeads({
			items,
			parameters: {
				contactNumberField: '={{ $json.Mobile }}',
				defaultCountry: 'IN',
				origin: "={{ $json.City === 'Pune' ? 'PUNE' : 'UPLOAD' }}",
				customFields: 'none',
			},
			credentials: toCredentials(target),
		});
		expectAll(leads, hints[0]?.message ?? error?.message);
	};
}

/** This node, with nothing but numbers that are refused before they travel. */
async function refusedNumbers(leads: number, target: Target) {
	const items = Array.from({ length: leads }, (_, index) => ({ Mobile: '123', row: index }));
	return async () => {
		const { rejected } = await runEsoLeads({
			items,
			parameters,
			credentials: toCredentials(target),
		});
		if (rejected.length !== leads) throw new Error(`${rejected.length} of ${leads} rejected`);
	};
}

/** This node's Update, with expressions: every lead is created first, which is not measured. */
async function updates(leads: number, target: Target) {
	const items = asArrived(messyLeads(leads));
	const credentials = toCredentials(target);
	await runEsoLeads({ items, parameters, credentials });
	return async () => {
		const run = await runEsoLeads({
			items,
			parameters: {
				operation: 'update',
				contactNumber: '={{ $json.Mobile }}',
				defaultCountry: 'IN',
				fieldsToUpdate: { field: [{ name: 'city', value: '={{ $json.City }}' }] },
			},
			credentials,
		});
		if (run.batches.length !== leads) throw new Error(`${run.batches.length} of ${leads} updated`);
	};
}

/** This node, from a file on disk. */
async function importFile(leads: number, target: Target) {
	const item = await storedFileItem(csvChunks(leads));
	return async () => {
		const { hints, error } = await runEsoLeads({
			items: [item],
			parameters: { ...parameters, operation: 'importFile' },
			credentials: toCredentials(target),
		});
		expectAll(leads, hints[0]?.message ?? error?.message);
	};
}

/** A thousand rows at a time: the file must not be in memory before it is imported. */
function* csvChunks(leads: number): Generator<Buffer> {
	yield Buffer.from('Mobile,Name,City,Opt In,Score\n');
	for (let from = 0; from < leads; from += 1_000) {
		const rows = messyLeads(Math.min(1_000, leads - from), from).map(
			(lead) => `${Object.values(lead).join(',')}\n`,
		);
		yield Buffer.from(rows.join(''));
	}
}

/** Bad rows: a number that is none, a column too many, quotes that do not pair up. */
const BAD_ROWS = [
	'8.19E+09,Lead,Pune',
	'+91 98765 43210,Lead,Pune,x',
	'"+91 98765 43210,Lead,Pune',
];

/**
 * This node, from a file on disk of 36 bytes a row, on a bad day: for its memory.
 *
 * @param every one row in so many is bad.
 */
function importWithFaults(every: number, rejectedRows: 'items' | 'file'): Contender {
	return async (rows, target) => {
		const item = await storedFileItem(faultyChunks(rows, every));
		return async () => {
			const { hints, error, rejected } = await runEsoLeads({
				items: [item],
				parameters: {
					operation: 'importFile',
					contactNumberField: 'Mobile',
					fileOptions: { rejectedRows },
				},
				credentials: toCredentials(target),
			});
			const bad = Math.floor(rows / every);
			const [good, all, refused] = [rows - bad, rows, bad].map((n) => n.toLocaleString('en-US'));
			const summary = hints[0]?.message ?? error?.message ?? '';
			const isRight =
				summary.startsWith(`${good} of ${all} leads accepted`) &&
				summary.includes(`${refused} rejected`) &&
				(rejectedRows === 'items' || rejected[0]?.json.rejectedRows === bad);
			if (isRight) return;
			throw new Error(`The counts do not add up: ${summary}`);
		};
	};
}

function* faultyChunks(rows: number, every: number): Generator<Buffer> {
	yield Buffer.from('Mobile,Name,City\n');
	for (let from = 0; from < rows; from += 1_000) {
		const lines = Array.from({ length: Math.min(1_000, rows - from) }, (_, place) => {
			const row = from + place;
			if (row % every === every - 1) return BAD_ROWS[row % BAD_ROWS.length] ?? '';
			return `+91 ${7_000_000_000 + row},Lead ${row},Mumbai`;
		});
		yield Buffer.from(`${lines.join('\n')}\n`);
	}
}

function toCredentials({ url, token }: Target) {
	return { accessToken: token, baseUrl: url };
}

function expectAll(leads: number, summary: string | undefined): void {
	const count = leads.toLocaleString('en-US');
	if (summary?.startsWith(`${count} of ${count} leads accepted`) === true) return;
	throw new Error(`Not all leads were accepted: ${summary}`);
}

function peer(workflowFor: (target: Target) => WorkflowFile): Contender {
	return async (leads, target) => {
		const items = asArrived(messyLeads(leads)).map((json) => ({ json }));
		const nodeTypes = peerNodes();
		return async () => {
			const { data } = await runWorkflow({
				workflow: workflowFor(target),
				items,
				nodeTypes,
				runCode,
			});
			if (data.resultData.error !== undefined) throw data.resultData.error;
		};
	};
}
