import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod/v4';

/** The workflow that may publish without a token: what npmjs.com asks for, and what GitHub says of a workflow that runs. */
export interface Publisher {
	repository: string;
	/** The file in `.github/workflows`. */
	workflow: string;
	environment: string | undefined;
}

/** A version that was published. */
export interface Publication {
	name: string;
	version: string;
	/** Who sent it: a person who signed in, or a workflow without a token. */
	by: 'person' | 'workflow';
	/** Its package.json, with what npm adds. */
	manifest: Record<string, unknown>;
	/** The `.tgz` file. */
	tarball: Buffer;
}

interface Answer {
	status: number;
	headers?: Record<string, string>;
	body: object | Buffer;
}

const publicationSchema = z.object({
	name: z.string(),
	versions: z.record(z.string(), z.record(z.string(), z.unknown())),
	_attachments: z.record(z.string(), z.object({ data: z.string() })),
});

const UNKNOWN: Answer = { status: 404, body: { error: 'not found' } };
const UNAUTHORIZED: Answer = { status: 401, body: { error: 'You must be logged in to publish' } };
const PUBLISHED: Answer = { status: 403, body: { error: 'This version was published before' } };

/**
 * An npm registry on the loopback address. As on npmjs.com, a person signs in on a web page, and a workflow by the identity
 * that GitHub gives it, if the package exists and trusts it. GitHub's part is here, too.
 */
export class Registry {
	readonly published: Publication[] = [];
	/** What a person enters in the settings of the package. */
	trusted: Publisher | undefined;
	/** The workflow that runs on GitHub. */
	running: Publisher | undefined;
	/** What a runner has to show for the identity of its workflow. */
	readonly runnerSecret = randomUUID();

	readonly #server: Server = createServer();
	readonly #tokens = new Map<string, Publication['by']>();
	/** By the id of a login: whether its page was opened. */
	readonly #logins = new Map<string, boolean>();

	/** With a slash at the end, as npm writes it. */
	get url(): string {
		const address = this.#server.address();
		if (address === null || typeof address === 'string') throw new Error('Not started');
		return `http://127.0.0.1:${address.port}/`;
	}

	get identityUrl(): string {
		return `${this.url}identity`;
	}

	async start(): Promise<void> {
		this.#server.on('request', (request, response) => this.handle(request, response));
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
	}

	async close(): Promise<void> {
		this.#server.close();
		this.#server.closeAllConnections();
		await once(this.#server, 'close');
	}

	/** Answers a request, whatever way it came. */
	handle(request: IncomingMessage, response: ServerResponse): void {
		void this.#answer(request).then(({ status, headers, body }) => {
			response.writeHead(status, headers);
			response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
		});
	}

	async #answer(request: IncomingMessage): Promise<Answer> {
		const path = decodeURIComponent(new URL(request.url ?? '', this.url).pathname);
		const bearer = (request.headers.authorization ?? '').replace(/^Bearer /, '');
		const body = await text(request);
		if (request.method === 'PUT') return this.#publish(body, bearer);
		if (path === '/-/v1/login') return this.#beginLogin();
		const [, step, id = ''] = /^\/(login|done)\/(.+)$/.exec(path) ?? [];
		if (step !== undefined) return this.#login(step, id);
		if (path === '/identity') return this.#identify(bearer);
		const [, name] = /^\/-\/npm\/v1\/oidc\/token\/exchange\/package\/(.+)$/.exec(path) ?? [];
		return name === undefined ? this.#read(path.slice(1)) : this.#exchange(name, bearer);
	}

	#beginLogin(): Answer {
		const id = randomUUID();
		this.#logins.set(id, false);
		const to = (step: string) => `${this.url}${step}/${id}`;
		return { status: 200, body: { loginUrl: to('login'), doneUrl: to('done') } };
	}

	#login(step: string, id: string): Answer {
		if (!this.#logins.has(id)) return UNKNOWN;
		if (step === 'login') this.#logins.set(id, true);
		if (step === 'login') return { status: 200, body: {} };
		if (this.#logins.get(id) === true) return this.#issue('person');
		return { status: 202, headers: { 'retry-after': '1' }, body: {} };
	}

	/** GitHub's part: says which workflow runs. Nobody here looks at a signature. */
	#identify(bearer: string): Answer {
		if (bearer !== this.runnerSecret || this.running === undefined) return UNAUTHORIZED;
		const claims = Buffer.from(JSON.stringify(this.running)).toString('base64url');
		return { status: 200, body: { value: `e30.${claims}.e30` } };
	}

	#exchange(name: string, idToken: string): Answer {
		const claims = Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString();
		const isTrusted = this.trusted !== undefined && claims === JSON.stringify(this.trusted);
		const exists = this.published.some((one) => one.name === name);
		return isTrusted && exists ? this.#issue('workflow') : UNKNOWN;
	}

	#issue(by: Publication['by']): Answer {
		const token = `npm_${randomUUID()}`;
		this.#tokens.set(token, by);
		return { status: 200, body: { token } };
	}

	#publish(body: string, bearer: string): Answer {
		const by = this.#tokens.get(bearer);
		if (by === undefined) return UNAUTHORIZED;
		const { name, versions, _attachments } = publicationSchema.parse(JSON.parse(body));
		const [[version, manifest] = ['', {}]] = Object.entries(versions);
		if (this.published.some((one) => one.name === name && one.version === version))
			return PUBLISHED;
		const [attachment] = Object.values(_attachments);
		const tarball = Buffer.from(attachment?.data ?? '', 'base64');
		this.published.push({ name, version, by, manifest, tarball });
		return { status: 200, body: {} };
	}

	/** What npm asks before it installs and publishes, and the files. */
	#read(path: string): Answer {
		const file = this.published.find((one) => path === `${one.name}/-/${one.version}.tgz`);
		if (file !== undefined) return { status: 200, body: file.tarball };
		const one = this.published.find(({ name, version }) => path === `${name}/${version}`);
		if (one !== undefined) return { status: 200, body: one.manifest };
		const versions = this.published.filter(({ name }) => name === path);
		const latest = versions.at(-1);
		if (latest === undefined) return UNKNOWN;
		const entries = versions.map(({ name, version, manifest, tarball }) => {
			const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
			const dist = { tarball: `${this.url}${name}/-/${version}.tgz`, integrity };
			return [version, { ...manifest, dist }];
		});
		const body = {
			name: path,
			'dist-tags': { latest: latest.version },
			versions: Object.fromEntries(entries),
		};
		return { status: 200, body };
	}
}
