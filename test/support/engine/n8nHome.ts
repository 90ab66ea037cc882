/**
 * Gives n8n-core a home of its own, and keeps its requests on this machine. Import this before anything that loads n8n-core:
 * without it n8n-core reads and writes the user's real `~/.n8n`.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';

// One folder a process, not one a test file: jest runs many test files in one worker.
const home = join(tmpdir(), `n8n-nodes-eso-leads-${process.pid}`);
if (!existsSync(home)) {
	mkdirSync(home);
	// Jest hands tests a copy of `process` that never emits 'exit'; the real one lives in the main context.
	const realProcess: NodeJS.Process = runInThisContext('process');
	realProcess.once('exit', () => rmSync(home, { recursive: true, force: true }));
}

process.env.N8N_USER_FOLDER = home;
process.env.N8N_ENCRYPTION_KEY ??= 'a key for tests only';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
process.env.N8N_VERSION_NOTIFICATIONS_ENABLED = 'false';
process.env.N8N_TEMPLATES_ENABLED = 'false';
process.env.N8N_PERSONALIZATION_ENABLED = 'false';

// n8n-core obeys HTTP_PROXY of the environment, which would send what is meant for the emulator elsewhere.
process.env.NO_PROXY = process.env.no_proxy = '127.0.0.1,localhost';
