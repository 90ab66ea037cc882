import fc from 'fast-check';
import type { INodeParameters, OnError } from 'n8n-workflow';

/** What the user set in the node. */
export interface Parameters {
	contactNumberField: string;
	defaultCountry: '' | 'IN';
	origin: string;
	customFields: 'all' | 'selected' | 'none';
	/** Taken where Custom Fields is `selected`. */
	customFieldNames: readonly string[];
	options: Options;
	onError: OnError;
}

export interface Options {
	batchSize: number;
	concurrency: number;
	contactKeys: 'both' | 'channel' | 'contactNumber';
	duplicates: 'reject' | 'drop';
	invalidLeads: 'reject' | 'stop';
	isolate: boolean;
	maxRetries: number;
	maxWaitMinutes: number;
	nestedFields: 'reject' | 'flatten' | 'json' | 'omit';
	numberCheck: 'possible' | 'valid' | 'digits';
	originField: '' | 'source';
	supportChannelKey: string;
	timeoutSeconds: number;
}

/** Small batches, so that few items make a run of many requests. */
const options: fc.Arbitrary<Options> = fc.record({
	batchSize: fc.oneof(
		{ weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) },
		{ weight: 1, arbitrary: fc.constantFrom(8, 16, 500) },
	),
	concurrency: fc.constantFrom(1, 2, 3, 4, 6),
	contactKeys: fc.constantFrom('both', 'channel', 'contactNumber'),
	duplicates: fc.constantFrom('reject', 'drop'),
	invalidLeads: fc.oneof(
		{ weight: 9, arbitrary: fc.constant('reject' as const) },
		{ weight: 1, arbitrary: fc.constant('stop' as const) },
	),
	isolate: fc.boolean(),
	maxRetries: fc.constantFrom(0, 1, 2, 3, 5, 5),
	maxWaitMinutes: fc.constantFrom(0, 0.05, 0.5, 10, 10, 60, 60, 60),
	nestedFields: fc.constantFrom('reject', 'flatten', 'json', 'omit'),
	numberCheck: fc.constantFrom('possible', 'valid', 'digits'),
	originField: fc.constantFrom('', 'source'),
	supportChannelKey: fc.constantFrom(
		'contact-easysocial-whatsapp-api-support_number',
		'Contact-Shop_2',
	),
	timeoutSeconds: fc.constantFrom(1, 10, 60),
});

/** Parameters under one or several settings of On Error. */
export function parametersUnder(settings: readonly OnError[]): fc.Arbitrary<Parameters> {
	return fc.record({
		contactNumberField: fc.constantFrom('contact_number', 'Mobile No', 'contact.phone'),
		defaultCountry: fc.constantFrom('', 'IN'),
		origin: fc.constantFrom('UPLOAD', ' EXPO '),
		customFields: fc.constantFrom('all', 'all', 'selected', 'none'),
		customFieldNames: fc.subarray(['city', 'Name', 'name', 'address', 'note', 'gone'], {
			minLength: 1,
		}),
		options,
		onError: fc.constantFrom(...settings),
	});
}

/** The parameters as a workflow stores them. */
export function asStored(parameters: Parameters): INodeParameters {
	const { onError, options: chosen, customFieldNames, ...rest } = parameters;
	void onError;
	const { duplicates, invalidLeads, nestedFields, numberCheck, originField, ...requestOptions } =
		chosen;
	return {
		...rest,
		customFieldNames: customFieldNames.join(', '),
		options: { duplicates, invalidLeads, nestedFields, numberCheck, originField },
		requestOptions,
	};
}
