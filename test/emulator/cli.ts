import { type EmulatorCommand, readCommandLine, USAGE } from './commandLine';
import { type Emulator, type LoggedRequest, startEmulator } from './emulator';
import { chooseByOdds } from './faultOdds';
import { readLead } from './lead';

function main(): void {
	const line = readCommandLine(process.argv.slice(2));
	switch (line.kind) {
		case 'help':
			process.stdout.write(USAGE);
			return;
		case 'wrong':
			complain(`${line.message}. --help lists the flags.`);
			return;
		case 'start':
			void run(line.command);
	}
}

async function run(command: EmulatorCommand): Promise<void> {
	const seed = command.seed ?? Math.floor(Math.random() * 2 ** 32);
	try {
		const emulator = await startEmulator({
			port: command.port,
			latencyMs: command.latencyMs,
			refuses: (lead) => refusal(lead, command.refuse),
			fault: chooseByOdds(command.faultOdds, seed),
			onSettled: (request) => process.stdout.write(`${requestLine(request)}\n`),
			keepsBodies: false,
			...(command.token !== undefined && { token: command.token }),
			...(command.rateLimit !== undefined && { rateLimit: command.rateLimit }),
		});
		greet(emulator, command, seed);
		for (const signal of ['SIGINT', 'SIGTERM'] as const)
			process.once(signal, () => void emulator.close());
	} catch (error) {
		complain(startSentence(error, command.port));
	}
}

function refusal(sent: Record<string, unknown>, refuse: ReadonlySet<string>): string | undefined {
	const reading = readLead(sent);
	const refused = reading.kind === 'lead' && refuse.has(reading.lead.contactNumber);
	return refused ? 'contact number is not allowed' : undefined;
}

function greet({ url, token }: Emulator, { faultOdds }: EmulatorCommand, seed: number): void {
	process.stdout.write(
		[
			`E-so emulator at ${url} (use this as Base URL). Ctrl-C ends it.`,
			`Access token: ${token}`,
			...(faultOdds.length > 0 ? [`Faults by --seed ${seed}`] : []),
			'Try it:',
			`  curl -X POST ${url}/api/v1/leads/bulk-create -H 'Authorization: Bearer ${token}' \\`,
			`    -H 'Content-Type: application/json' \\`,
			`    -d '{"data":[{"contact_number":"8192829284","country_code":91,"origin":"UPLOAD","name":"Patel"}]}'`,
			`  curl '${url}/api/engage/v1/leads?page=1&limit=10' -H 'Authorization: Bearer ${token}'`,
			'',
		].join('\n') + '\n',
	);
}

function requestLine(request: LoggedRequest): string {
	const { index, method, path, leads, bytes, fault, statusCode, reason } = request;
	const notes = [
		leads > 0 ? `${leads} ${leads === 1 ? 'lead' : 'leads'}, ${bytes} bytes` : undefined,
		fault === undefined ? undefined : `fault ${fault}`,
		reason,
	].filter((note) => note !== undefined);
	const status = statusCode ?? 'no answer';
	return `${index} ${method} ${path} → ${status}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

function startSentence(error: unknown, port: number): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE')
		return `Port ${port} is taken by another program: choose another with --port.`;
	if (code === 'EACCES') return `Port ${port} needs more rights: choose another with --port.`;
	return `The emulator cannot start: ${String(error)}`;
}

function complain(sentence: string): void {
	process.stderr.write(`${sentence}\n`);
	process.exitCode = 1;
}

main();
