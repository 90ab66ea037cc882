import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonParse, type INode } from 'n8n-workflow';
import { packageRoot } from '../test/support/engine/builtPackage';
import type { WorkflowFile } from '../test/support/engine/runWorkflow';
import type { Command } from './commandLine';

/** The workflow that users import, made ready for a run. */
export interface ExampleWorkflow {
	file: WorkflowFile;
	/** The name of the E-so Leads node, under which the run keeps its data. */
	nodeName: string;
	/** The column of the contact number. */
	phoneField: string;
	countryCodeField: string;
}

/** Loads examples/bulk-create.json and sets in its E-so Leads node what the command line asks for. */
export function exampleWorkflow(command: Command): ExampleWorkflow {
	const path = join(packageRoot, 'examples/bulk-create.json');
	const file = jsonParse<WorkflowFile>(readFileSync(path, 'utf8'));
	const node = file.nodes.find(({ type }) => type === 'n8n-nodes-eso-leads.esoLeads');
	if (!node) throw new Error(`${path} has no E-so Leads node`);
	const phoneField = command.phoneField ?? String(node.parameters.contactNumberField);
	const countryCodeField = command.countryCodeField ?? sampleCountryCodeField(node, command);
	node.parameters = {
		...node.parameters,
		contactNumberField: phoneField,
		defaultCountry: command.country ?? (command.isSample ? node.parameters.defaultCountry : ''),
		...(command.origin !== undefined && { origin: command.origin }),
		options: countryCodeField === '' ? {} : { countryCodeField },
	};
	return { file, nodeName: node.name, phoneField, countryCodeField };
}

/** The example's settings describe the sample data only: about somebody's own file nothing is guessed. */
function sampleCountryCodeField(node: INode, { isSample }: Command): string {
	const { options } = node.parameters;
	if (!isSample || typeof options !== 'object' || options === null) return '';
	return 'countryCodeField' in options ? String(options.countryCodeField) : '';
}
