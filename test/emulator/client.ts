import type { Emulator } from './emulator';

export const BULK_CREATE = '/api/v1/leads/bulk-create';

/** A lead as the documented sample has it, with `changes` over it; a change to `undefined` leaves the key out. */
export function leadWith(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		'contact-easysocial-whatsapp-api-support_number': 8192829284,
		country_code: 91,
		contact_number: '8192829284',
		origin: 'UPLOAD',
		...changes,
	};
}

/** `count` leads with contact numbers of their own, ten digits each. */
export function differentLeads(count: number): Record<string, unknown>[] {
	return Array.from({ length: count }, (_, position) => {
		const number = 8_000_000_000 + position;
		const text = String(number);
		return leadWith({
			'contact-easysocial-whatsapp-api-support_number': number,
			contact_number: text,
		});
	});
}

/** Posts `body` (text as it is, anything else as JSON) to bulk create, with a valid token unless `headers` says otherwise. */
export function bulkCreate(
	{ url, token }: Emulator,
	body: unknown,
	headers: Record<string, string> = {},
): Promise<Response> {
	return fetch(url + BULK_CREATE, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
		redirect: 'manual',
	});
}

/** Posts leads to bulk create. */
export function postLeads(emulator: Emulator, ...leads: unknown[]): Promise<Response> {
	return bulkCreate(emulator, { data: leads });
}

/** Asks for anything, with a valid token; `body` is sent as JSON. */
export function ask(
	{ url, token }: Emulator,
	method: string,
	path: string,
	body?: unknown,
): Promise<Response> {
	return fetch(url + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
}
