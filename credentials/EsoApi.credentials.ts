import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * The credential for E-so. It has no test request: the node tests it (`testedBy`), since n8n takes any
 * page with status 200 for a success and has its own wording for most causes.
 */
export class EsoApi implements ICredentialType {
	name = 'esoApi';

	displayName = 'E-so API';

	documentationUrl = 'https://github.com/n8n-nodes-eso-leads/n8n-nodes-eso-leads#credential';

	icon: Icon = { light: 'file:../icons/eso.svg', dark: 'file:../icons/eso.dark.svg' };

	/** No other node may have the token, not even HTTP Request. n8n 1 does not know this yet. */
	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			// Documented: the path through the menus, and the button's label.
			displayName:
				'In E-so, click your <b>profile icon</b>, then <b>Settings</b>, <b>General Settings</b>, <b>Authentication</b> and <b>Generate Access Token</b>.',
			name: 'whereToFindIt',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"Only the token, without the word Bearer. The ID from a template's send link does not work.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://client-api.e-so.in',
			required: true,
			// Here and not in the node, so that no workflow can send the token elsewhere.
			description:
				'The address of the E-so API, starting with https://. Only localhost may use http://.',
		},
		{
			// For n8n 1: it adds the field itself otherwise, visible and with "All", and any workflow could
			// then send the token anywhere with its HTTP Request node.
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'none',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				// Copying a token often adds spaces around it.
				Authorization: '=Bearer {{$credentials.accessToken.trim()}}',
			},
		},
	};
}
