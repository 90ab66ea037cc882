import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileProgram } from '../test/crash/program';

/** A process that answers each message with one. */
export interface Child<Question, Answer> {
	ask(question: Question): Promise<Answer>;
	/** What it says first, without being asked. */
	listen(): Promise<Answer>;
	end(): Promise<void>;
}

/** Starts a program of this folder. `variables` are added to its environment. */
export function startChild<Question extends object, Answer>(
	program: string,
	args: readonly string[] = [],
	variables: NodeJS.ProcessEnv = {},
): Child<Question, Answer> {
	const folder = mkdtempSync(join(tmpdir(), 'eso-bench-'));
	const { file, env } = compileProgram(join(__dirname, program), folder);
	const child: ChildProcess = fork(file, args, {
		env: { ...env, ...variables },
		execArgv: ['--expose-gc', '--max-old-space-size=8192'],
	});
	const ended = once(child, 'exit');
	const listen = async () => {
		const heard = new AbortController();
		const early = ended.then(() => {
			heard.abort();
			throw new Error(`${program} ended without an answer`);
		});
		const [answer] = await Promise.race([once(child, 'message', { signal: heard.signal }), early]);
		return answer as Answer;
	};
	return {
		async ask(question) {
			const answer = listen();
			child.send(question);
			return await answer;
		},
		listen,
		async end() {
			child.disconnect();
			await ended;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
