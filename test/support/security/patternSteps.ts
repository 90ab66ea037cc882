/** What the regular expressions were given during some work. */
export interface PatternSteps {
	/** How often one was tried. */
	tries: number;
	/** The length of the longest text that one met, and which one that was. */
	longest: number;
	pattern: string;
}

/** Work that takes more is ended. */
const MAX_TRIES = 100_000;

/**
 * Counts what regular expressions are given while `work` runs. Every use of one, as `replace`, `split`
 * and `matchAll` make of it, goes through `exec` once that is not the engine's own any more.
 */
export function patternSteps(work: () => void): PatternSteps {
	const steps: PatternSteps = { tries: 0, longest: 0, pattern: '' };
	const exec = RegExp.prototype.exec;
	RegExp.prototype.exec = function (this: RegExp, text: string) {
		steps.tries += 1;
		if (steps.tries > MAX_TRIES) throw new Error('Too much work for patterns');
		if (text.length > steps.longest) {
			steps.longest = text.length;
			steps.pattern = this.source;
		}
		return exec.call(this, text);
	};
	try {
		work();
	} finally {
		RegExp.prototype.exec = exec;
	}
	return steps;
}
