/**
 * What the node adds to parsing a number: normalising, checking, deduplicating and packing 100,000
 * leads, against libphonenumber-js alone on the same numbers, in turn within one run.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { createBatchQueue } from '../nodes/EsoLeads/delivery/batches';
import { MAX_BODY_BYTES } from '../nodes/EsoLeads/lead/lead';
import { parseFieldPath, readField } from '../nodes/EsoLeads/lead/fields/fieldPath';
import { createNotes } from '../nodes/EsoLeads/lead/lead';
import { readCountry } from '../nodes/EsoLeads/lead/phone/country';
import { prepareLeads } from '../nodes/EsoLeads/operations/bulkCreate';
import { createLeadPreparer } from '../nodes/EsoLeads/operations/shared/readLead';
import { bulkOptionsSchema } from '../nodes/EsoLeads/operations/shared/bulkFields';
import { median } from './median';
import { messyLeads } from './messyLeads';

const LEADS = 100_000;
const ROUNDS = 5;
const MAX_RATIO = 1.5;

const leads = messyLeads(LEADS);
const mobile = parseFieldPath('Mobile');
const india = readCountry('IN');
const options = bulkOptionsSchema.parse({});

/** @returns how many numbers were parsed. */
function parseAlone(): number {
	let parsed = 0;
	for (const lead of leads) {
		if (parsePhoneNumberFromString(String(lead.Mobile), 'IN') !== undefined) parsed += 1;
	}
	return parsed;
}

/** @returns how many leads were packed into batches. */
function prepare(): number {
	const readLead = (_item: number, json: Record<string, unknown>) => ({
		json,
		contactNumber: { value: readField(json, mobile), field: mobile.text },
		country: { value: undefined },
		defaultCountry: india,
		origin: { value: 'UPLOAD' },
		customFields: { kind: 'all' as const, except: [mobile] },
	});
	const items = leads.map((json) => ({ json }));
	const notes = createNotes();
	const prepareLead = createLeadPreparer(readLead, options, notes);
	const { leads: source } = prepareLeads(items, prepareLead, notes);
	const limits = { maxLeads: 500, maxBytes: () => MAX_BODY_BYTES, ahead: () => 1 };
	const queue = createBatchQueue(source, limits);
	let packed = 0;
	while (!queue.isAtEnd()) {
		queue.prepare(() => false);
		packed += queue.hasBatch() || queue.isAtEnd() ? (queue.take()?.leads.length ?? 0) : 0;
	}
	return packed;
}

function measureSeconds(work: () => number): number {
	const startedAt = performance.now();
	const count = work();
	if (count !== LEADS) throw new Error(`Only ${count} of ${LEADS} leads came through`);
	return (performance.now() - startedAt) / 1000;
}

parseAlone();
prepare();
const rounds = Array.from({ length: ROUNDS }, () => {
	const parsing = measureSeconds(parseAlone);
	const preparing = measureSeconds(prepare);
	return { parsing, preparing, ratio: preparing / parsing };
});
const parsing = median(rounds.map((round) => round.parsing));
const preparing = median(rounds.map((round) => round.preparing));
const ratio = median(rounds.map((round) => round.ratio));
const perLead = (seconds: number) => `${((seconds / LEADS) * 1e6).toFixed(1)} µs a lead`;

console.log(`${LEADS.toLocaleString('en-US')} leads, median of ${ROUNDS} rounds`);
console.log(`libphonenumber-js alone:  ${parsing.toFixed(3)} s (${perLead(parsing)})`);
console.log(`the node's preparing:     ${preparing.toFixed(3)} s (${perLead(preparing)})`);
console.log(`ratio:                    ${ratio.toFixed(2)} (at most ${MAX_RATIO})`);
process.exitCode = ratio <= MAX_RATIO ? 0 : 1;
