import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Registry } from '../../release/registry';
import { freePorts } from './freePorts';

const NPMJS = 'registry.npmjs.org';

/** What programs that ask the public registry reach instead of it. */
export interface NpmjsStandIn {
	/** Their environment. */
	env: Readonly<Record<string, string>>;
	close(): Promise<void>;
}

/**
 * Lets programs take a registry on this machine for the public one: n8n without a licence asks no other. They are given a proxy,
 * which leads to this registry and nowhere else, and its certificate.
 */
export async function standInForNpmjs(registry: Registry): Promise<NpmjsStandIn> {
	const folder = mkdtempSync(join(tmpdir(), 'eso-npmjs-'));
	const key = join(folder, 'key.pem');
	const cert = join(folder, 'cert.pem');
	const names = ['-subj', `/CN=${NPMJS}`, '-addext', `subjectAltName=DNS:${NPMJS}`];
	const files = ['-keyout', key, '-out', cert];
	const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
	execFileSync('openssl', ['req', ...kind, ...files, ...names], { stdio: 'pipe' });

	const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
	tls.on('request', (request, response) => registry.handle(request, response));
	const proxy = createServer((_, response) => response.writeHead(403).end());
	const [tlsPort = 0, proxyPort = 0] = await freePorts(2);
	const tunnels = new Set<Socket>();
	proxy.on('connect', ({ url }, socket: Socket) => {
		if (url !== `${NPMJS}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		const tunnel = connect(tlsPort, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			tunnel.pipe(socket).pipe(tunnel);
		});
		for (const end of [socket, tunnel]) {
			tunnels.add(end);
			end.on('error', () => end.destroy());
		}
	});
	tls.listen(tlsPort, '127.0.0.1');
	proxy.listen(proxyPort, '127.0.0.1');
	await Promise.all([once(tls, 'listening'), once(proxy, 'listening')]);

	const address = `http://127.0.0.1:${proxyPort}`;
	return {
		env: {
			HTTP_PROXY: address,
			HTTPS_PROXY: address,
			NODE_EXTRA_CA_CERTS: cert,
			// npm may have been told to trust others only.
			npm_config_cafile: cert,
		},
		async close() {
			for (const end of tunnels) end.destroy();
			for (const server of [proxy, tls]) {
				server.close();
				server.closeAllConnections();
			}
			rmSync(folder, { recursive: true });
		},
	};
}
