import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A package of Debian and what of it must be there. */
export interface DebianPackage {
	name: string;
	program: string;
}

export const CHROMIUM: DebianPackage = { name: 'chromium', program: '/usr/bin/chromium' };

/** It checks a file without Docker itself. */
export const COMPOSE: DebianPackage = {
	name: 'docker-compose',
	program: '/usr/bin/docker-compose',
};

export const REDIS: DebianPackage = { name: 'redis-server', program: '/usr/bin/redis-server' };

export const POSTGRES: DebianPackage = { name: 'postgresql', program: '/usr/lib/postgresql' };

/**
 * Installs what is missing with apt, if this user may.
 * @throws Error that says what to install otherwise.
 */
export function provide(packages: readonly DebianPackage[], say: (line: string) => void): void {
	const missing = packages.filter(({ program }) => !existsSync(program)).map(({ name }) => name);
	if (missing.length === 0) return;
	const command = ['apt-get', 'install', '--yes', '--no-install-recommends', ...missing];
	if (process.getuid?.() !== 0) throw new Error(`Run this first: sudo ${command.join(' ')}`);
	say(`Installing with apt: ${missing.join(', ')}`);
	apt('update');
	apt(...command.slice(1));
}

function apt(...args: string[]): void {
	execFileSync('apt-get', args, {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}
