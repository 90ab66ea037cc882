import type { StopReason } from '../../delivery/run';
import type { Rejection } from '../../lead/rejection';

/**
 * What becomes of an item that has no outcome. One that was never read was still to come when the
 * run ended; one that was read and is missing would be a slip of ours, and may have been stored.
 */
export function unaccountedRejection(wasRead: boolean, stopped: StopReason | undefined): Rejection {
	const why = stopped?.message ?? 'the run has ended';
	return wasRead
		? {
				code: 'delivery_failed',
				message: `The node lost track of this lead: ${why}`,
				retryable: true,
			}
		: { code: 'not_sent', message: `Not sent: ${why}`, retryable: true };
}
