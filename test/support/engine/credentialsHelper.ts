import { ICredentialsHelper } from 'n8n-workflow';
import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';

/** What a credential holds, by credential type: `{ esoApi: { accessToken, baseUrl } }`. */
export type CredentialsData = Record<string, ICredentialDataDecryptedObject>;

/**
 * Hands nodes the credentials a test gives, in place of n8n's database. Signing a request is the credential type's own
 * business, as in n8n: that way the built `authenticate` is what runs.
 */
export class GivenCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly data: CredentialsData,
	) {
		super();
	}

	async getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: unknown,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.data[typeName];
		if (!data) throw new Error(`The run was given no credentials of the type ${typeName}`);
		return { ...data };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const authenticate = this.types[typeName]?.authenticate;
		if (!authenticate || !workflow || !node) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		return sign(request, authenticate, (text) =>
			String(
				workflow.expression.getSimpleParameterValue(
					node,
					text,
					'internal',
					{ $credentials: credentials },
					undefined,
					'',
				),
			),
		);
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(): [] {
		return [];
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('The harness keeps no encrypted credentials');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}
}

/**
 * A generic `authenticate` says which headers and query parameters a request gets; `=` starts an expression. Written into
 * the objects the node handed over, as n8n does, so that a node which reuses them for a second attempt is caught.
 */
function sign(
	request: IHttpRequestOptions,
	{ properties }: IAuthenticateGeneric,
	evaluate: (expression: string) => string,
): IHttpRequestOptions {
	for (const [name, value] of Object.entries(properties.headers ?? {})) {
		(request.headers ??= {})[name] = evaluate(String(value));
	}
	for (const [name, value] of Object.entries(properties.qs ?? {})) {
		(request.qs ??= {})[name] = evaluate(String(value));
	}
	return request;
}
