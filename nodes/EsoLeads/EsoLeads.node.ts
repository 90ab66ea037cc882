import {
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { testCredential } from './api/credentialTest';
import { executeOperation, outputs, properties } from './operations';
import { systemClock } from './operations/shared/context';
import { loadTags } from './operations/shared/tags';

export class EsoLeads implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'E-so Leads',
		name: 'esoLeads',
		icon: { light: 'file:../../icons/eso.svg', dark: 'file:../../icons/eso.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Send leads to E-so (EasySocial) as WhatsApp contacts, and see which ones were accepted',
		defaults: { name: 'E-so Leads' },
		usableAsTool: true,
		// n8n's AI builder finds and wires nodes by it; n8n 1.x passes over it.
		builderHint: {
			searchHint:
				'Imports contacts or leads into E-so (EasySocial), a WhatsApp CRM. Use Bulk Create for items, Import File for a CSV file. Handle the second output, Rejected: it holds each lead that was not accepted, with the reason.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [{ name: 'esoApi', required: true, testedBy: 'testEsoApi' }],
		properties,
	};

	methods = {
		credentialTest: {
			async testEsoApi(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
			): Promise<INodeCredentialTestResult> {
				return await testCredential(this, credential, systemClock);
			},
		},
		loadOptions: {
			async getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				return await loadTags(this);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this);
	}
}
