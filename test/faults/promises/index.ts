import type { Promised } from '../evidence';
import { inputOrder, oneBatch, onePlace, wholeItems } from './conservation';
import { givesUpWhenDue, saysHowFarItGot, stopsAtOnce, stopsWhenDue } from './ending';
import { hintAddsUp, rowsAddUp } from './figures';
import {
	boundedRequests,
	boundedTime,
	fewAtOnce,
	ownWait,
	sharedPause,
	smallRequests,
} from './politeness';
import { trueReasons } from './reasons';
import { secretToken } from './secrecy';
import {
	acceptedIsStored,
	acceptedOnce,
	betterDay,
	firstOccurrence,
	rejectedIsNotStored,
} from './storage';

/** What holds of every run, whatever happens. */
export const PROMISES: readonly Promised[] = [
	...[onePlace, oneBatch, inputOrder, wholeItems],
	...[acceptedIsStored, firstOccurrence, acceptedOnce, rejectedIsNotStored, betterDay],
	...[trueReasons, rowsAddUp, hintAddsUp],
	...[stopsWhenDue, stopsAtOnce, givesUpWhenDue, saysHowFarItGot],
	...[fewAtOnce, smallRequests, boundedRequests, sharedPause, ownWait, boundedTime],
	secretToken,
];

/**
 * What holds of a second run over what came back. E-so has leads by then that are none of its items, and keeps the values that
 * it had first.
 */
export const PROMISES_OF_SECOND_RUN = PROMISES.filter(
	(promise) => promise !== firstOccurrence && promise !== betterDay,
);
