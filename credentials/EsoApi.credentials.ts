import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class EsoApi implements ICredentialType {
	name = 'esoApi';

	displayName = 'E-so API';

	documentationUrl = 'https://github.com/n8n-nodes-eso-leads/n8n-nodes-eso-leads#credential';

	icon: Icon = { light: 'file:../icons/eso.svg', dark: 'file:../icons/eso.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"In E-so: profile icon, Settings, General Settings, Authentication, 'Generate Access Token'. Paste the token alone, without the word Bearer.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://client-api.e-so.in',
			required: true,
			description:
				'The address of the E-so API. It must begin with https://, except on this machine. It belongs to the credential, so that no workflow can send the token elsewhere.',
		},
		{
			// Without this n8n adds the field itself, visible and with "All": any workflow could then send the token anywhere with
			// its HTTP Request node.
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
				Authorization: '=Bearer {{$credentials.accessToken}}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			// As for the node: https, or http on this machine; the token must not travel in the open.
			baseURL:
				'={{ /^(https:\\/\\/|http:\\/\\/(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?(\\/|$))/i.test($credentials.baseUrl) ? $credentials.baseUrl : "https-is-needed:" }}',
			url: '/api/engage/v1/leads',
			qs: { page: 1, limit: 1 },
			disableFollowRedirect: true,
		},
		// Without these n8n shows the bare words of the status, such as "Unauthorized".
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"E-so does not accept this access token: it is mistyped, deleted or expired. Generate a new one in E-so and paste it into 'Access Token'.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						"There is no E-so API at this address. Check 'Base URL': unless you were given another, it is https://client-api.e-so.in.",
				},
			},
		],
	};
}
