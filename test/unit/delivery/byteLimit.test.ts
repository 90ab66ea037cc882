import { createByteLimit } from '../../../nodes/EsoLeads/delivery/byteLimit';

const MAX = 1_000_000;

/** Sends bodies as large as allowed to a server with a limit of its own; how many it refused. */
function send(limit: ReturnType<typeof createByteLimit>, serverLimit: number, bodies: number) {
	let refused = 0;
	for (let body = 0; body < bodies; body += 1) {
		const bytes = limit.bytes();
		if (bytes <= serverLimit) limit.accepted(bytes);
		else {
			refused += 1;
			limit.refused(bytes);
		}
	}
	return refused;
}

describe('how large a body may be', () => {
	it('is halved with each refusal', () => {
		const limit = createByteLimit(MAX);
		limit.refused(MAX);
		expect(limit.bytes()).toBe(500_000);
		limit.refused(500_000);
		expect(limit.bytes()).toBe(250_000);
	});

	it.each([30_000, 100_000, 700_000])('is found for a server that takes %i bytes', (server) => {
		const limit = createByteLimit(MAX);
		send(limit, server, 40);
		expect(limit.bytes()).toBeLessThanOrEqual(server);
		expect(limit.bytes()).toBeGreaterThan(0.5 * server);
		// Then larger bodies are tried so seldom that it costs next to nothing.
		expect(send(limit, server, 200)).toBeLessThanOrEqual(4);
	});

	it('grows back within twenty bodies once the refusals have passed', () => {
		const limit = createByteLimit(MAX);
		send(limit, 0, 12);
		expect(limit.bytes()).toBeLessThan(300);
		limit.accepted(300);
		send(limit, MAX, 20);
		expect(limit.bytes()).toBe(MAX);
	});

	it('does not grow for bodies that are smaller than it allows anyway', () => {
		const limit = createByteLimit(MAX);
		limit.refused(MAX);
		for (let body = 0; body < 100; body += 1) limit.accepted(1_000);
		expect(limit.bytes()).toBe(500_000);
	});
});
