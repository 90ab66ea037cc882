import type { INodeExecutionData } from 'n8n-workflow';
import { rejectedItem } from '../../../nodes/EsoLeads/report/items';
import { createRejection } from '../../support/report/batchOutcomes';

describe('a rejected item', () => {
	it('is the input item with the reason, linked to it', () => {
		const rejection = createRejection('refused');
		expect(rejectedItem({ json: { phone: '1', name: 'Patel' } }, 7, rejection)).toEqual({
			json: { phone: '1', name: 'Patel', rejection: { ...rejection } },
			pairedItem: { item: 7 },
		});
	});

	it('has only what is known of the reason', () => {
		const rejection = { code: 'missing_contact_number', message: 'No', retryable: false } as const;
		const { json } = rejectedItem({ json: {} }, 0, rejection);
		expect(Object.keys(json['rejection'] as object)).toEqual(['code', 'message', 'retryable']);
	});

	it('comes out without the fields that cannot be read, and with all others', () => {
		const json = {
			phone: '1',
			get broken(): string {
				throw new Error('no longer there');
			},
			name: 'Patel',
		};
		const rejection = createRejection('refused');
		expect(rejectedItem({ json }, 0, rejection).json).toEqual({
			rejection: { ...rejection },
			phone: '1',
			name: 'Patel',
		});
		const sealed = new Proxy(
			{},
			{
				ownKeys: () => {
					throw new Error('no');
				},
			},
		);
		expect(rejectedItem({ json: sealed }, 0, rejection).json).toEqual({
			rejection: { ...rejection },
		});
	});

	it('keeps its files', () => {
		const binary = { photo: { data: 'AA==', mimeType: 'image/png' } };
		expect(rejectedItem({ json: {}, binary }, 0, createRejection('refused')).binary).toEqual(
			binary,
		);
	});

	it('without files has no empty place for them', () => {
		const item = rejectedItem({ json: {} }, 0, createRejection('refused'));
		expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
	});

	it('carries the new reason when it is looped back with an old one', () => {
		const old = { phone: '1', rejection: { code: 'not_sent', message: 'Old', field: 'phone' } };
		const { json } = rejectedItem({ json: old }, 0, createRejection('refused'));
		expect(json['rejection']).toEqual({ ...createRejection('refused') });
	});

	it('does not change the input, nor the reason', () => {
		const input: INodeExecutionData = { json: { phone: '1' }, pairedItem: { item: 3 } };
		const rejection = createRejection('refused');
		const { json } = rejectedItem(input, 0, rejection);
		Object.assign(json['rejection'] as object, { code: 'changed' });
		expect(input).toEqual({ json: { phone: '1' }, pairedItem: { item: 3 } });
		expect(rejection.code).toBe('refused');
	});
});
