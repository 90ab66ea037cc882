import {
	ENVELOPE_BYTES,
	leadsBody,
	MAX_LEAD_BYTES,
} from '../../../nodes/EsoLeads/delivery/batches';
import { MAX_BODY_BYTES } from '../../../nodes/EsoLeads/lead/lead';
import { createLead } from '../../support/delivery/leads';

describe('the body of a request', () => {
	it('is the documented one', () => {
		const body = leadsBody([createLead(0, 'पटेल'), createLead(1)]);
		expect(JSON.parse(body)).toEqual({
			data: [
				{ contact_number: '9100000000', name: 'पटेल' },
				{ contact_number: '9100000001', name: 'Patel' },
			],
		});
	});

	it('has as many bytes besides its leads as the constant says', () => {
		expect(Buffer.byteLength(leadsBody([]))).toBe(ENVELOPE_BYTES);
	});

	it('of the longest lead that is let through is just within the limit', () => {
		const short = createLead(0, '');
		const lead = createLead(0, 'x'.repeat(MAX_LEAD_BYTES - short.bytes));
		expect(Buffer.byteLength(leadsBody([lead]))).toBe(MAX_BODY_BYTES);
	});
});
