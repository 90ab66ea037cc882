import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './atExit';
import { freePorts } from './freePorts';
import { startProgram } from './program';

/** A PostgreSQL of our own: not the system's service, and gone with all its data when it is closed. */
export interface Postgres {
	port: number;
	/** Its only user; whoever connects from this machine is believed. */
	user: string;
	database: string;
	close(): Promise<void>;
}

/** Where Debian keeps the programs of each version, such as `15`. */
const VERSIONS = '/usr/lib/postgresql';

/** Starts a PostgreSQL on a free loopback port. It refuses to run as root, who therefore runs it as Debian's user postgres. */
export async function startPostgres(): Promise<Postgres> {
	const [port = 0] = await freePorts(1);
	const owner = process.getuid?.() === 0 ? postgresUser() : undefined;
	const folder = mkdtempSync(join(tmpdir(), 'eso-postgres-'));
	if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
	const data = join(folder, 'data');
	const initdb = ['-D', data, '--username=n8n', '--auth=trust', '--encoding=UTF8', '--no-sync'];
	execFileSync(postgresProgram('initdb'), initdb, { ...owner, cwd: folder, stdio: 'pipe' });
	const program = await startProgram({
		name: 'postgres',
		command: postgresProgram('postgres'),
		// Without a socket in the file system, which would need a folder that the user may write to.
		args: ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''],
		readyLine: /database system is ready to accept connections/,
		cwd: folder,
		...owner,
	});
	const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	const forget = atExit(removeFolder);
	return {
		port,
		user: 'n8n',
		database: 'postgres',
		async close() {
			// To PostgreSQL, SIGTERM means to wait until everybody has left.
			await program.stop('SIGINT');
			forget();
			removeFolder();
		},
	};
}

function postgresProgram(name: string): string {
	const versions = readdirSync(VERSIONS).map(Number);
	return join(VERSIONS, String(Math.max(...versions)), 'bin', name);
}

function postgresUser() {
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}
