import type { DrawnItem } from './items';
import type { Ordeal } from './ordeals';

function lead(digits: string): DrawnItem {
	return {
		number: {
			kind: 'phone',
			phone: { region: 'IN', countryCode: 91, digits },
			spelling: { kind: 'international', style: 'spaced' },
			country: undefined,
		},
		source: undefined,
		fields: [{ name: 'Name', value: 'Asha Patel', is: 'primitive', flat: [] }],
		hasFile: true,
	};
}

/**
 * A run that is known in advance. Of six items the third is a duplicate and the fourth no lead, so
 * that four leads travel in two batches: the first answer is lost, and a rate limit follows.
 */
export const KNOWN_ORDEAL: Ordeal = {
	items: [
		lead('8192829280'),
		lead('8192829281'),
		lead('8192829280'),
		{
			...lead(''),
			number: { kind: 'bad', cell: '', country: undefined, code: 'missing_contact_number' },
		},
		lead('8192829282'),
		lead('8192829283'),
	],
	parameters: {
		contactNumberField: 'contact_number',
		defaultCountry: '',
		origin: 'UPLOAD',
		customFields: 'all',
		customFieldNames: ['name'],
		options: {
			batchSize: 2,
			concurrency: 1,
			contactKeys: 'both',
			duplicates: 'reject',
			invalidLeads: 'reject',
			isolate: true,
			maxRetries: 1,
			maxWaitMinutes: 10,
			nestedFields: 'reject',
			numberCheck: 'possible',
			originField: '',
			supportChannelKey: 'contact-easysocial-whatsapp-api-support_number',
			timeoutSeconds: 60,
		},
		onError: 'continueRegularOutput',
	},
	faults: [{ kind: 'resetAfterStore' }, undefined, { kind: 'rateLimited' }],
	expiresAt: undefined,
	refusals: new Map(),
	refusesAll: undefined,
	softErrors: false,
	maxBodyBytes: undefined,
	latencyMs: 20,
	chances: [0.5],
};
