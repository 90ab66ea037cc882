import type { FailureCode, RejectionCode } from '../../nodes/EsoLeads/lead/refusals';
import type { Occasion } from './findings';

/** What a code means, and what to do about it, as sentences. */
export interface Meaning {
	meaning: string;
	remedy: string;
}

/** Codes that leads come out with on the output *Rejected*. */
export const REJECTIONS: Readonly<Record<RejectionCode, Meaning>> = {
	missing_contact_number: {
		meaning: 'The field for the contact number is empty.',
		remedy:
			'Fill the number in, or choose another _Contact Number Field_ (in a file: _Contact Number Column_).',
	},
	invalid_contact_number: {
		meaning:
			'The number cannot be read, or no phone has such a number. The message says what is wrong with it.',
		remedy:
			'Correct the number where it comes from. If the node is too strict for your numbers, change _Number Check_.',
	},
	missing_country_code: {
		meaning: 'The number is written without its country code, and no country is set.',
		remedy:
			'Choose a _Default Country_, name what holds the country as _Country Code Field_ (in a file: _Country Code Column_), or write the number with + and its country code. A country is never guessed.',
	},
	invalid_country_code: {
		meaning: "The lead's own country code does not exist, or it contradicts the number.",
		remedy: 'Correct the country or the number: one of the two is wrong.',
	},
	invalid_origin: {
		meaning: 'E-so takes an origin of 1 to 6 characters, and this one is not.',
		remedy: 'Shorten it, or fill it in.',
	},
	unsupported_field: {
		meaning: 'A custom field holds something that E-so does not accept, or too much of it.',
		remedy:
			'For lists and objects set _Nested Fields_. Otherwise shorten the field or leave it out with _Custom Fields_.',
	},
	duplicate_contact_number: {
		meaning:
			'An earlier lead of the same run has this number. The first one was kept; `duplicateOf` says which.',
		remedy: 'Usually nothing. To leave these out of the output, set _Duplicates_ to Drop Silently.',
	},
	refused: {
		meaning: 'E-so refused this lead. The message ends with what E-so said.',
		remedy:
			'Correct the lead. If E-so refuses all leads with the same words, look at what they share: the parameters and _Support Channel Key_.',
	},
	not_isolated: {
		meaning:
			'E-so refused this lead together with others, without saying which of them is bad, and the node did not find out.',
		remedy:
			'Correct the leads that came out as `refused`, then send these again. They may all be good.',
	},
	delivery_failed: {
		meaning:
			'E-so could not be reached, was overloaded, or gave an answer that is not known. Some of these leads may have arrived.',
		remedy: 'Run them again. That is safe: E-so ignores numbers that it already has.',
	},
	not_sent: {
		meaning:
			'The run ended before this lead was sent: the token was refused, a setting cannot be used, or somebody stopped the execution.',
		remedy: 'Correct what the message names, then run the lead again.',
	},
	malformed_row: {
		meaning: 'This row of the file cannot be read. The rows below it were read.',
		remedy: 'Correct the row in the line that `line` names.',
	},
	unreadable_file: {
		meaning: 'The file cannot be read at all, or not to its end.',
		remedy: 'Save it as CSV, or choose its encoding, then run again.',
	},
};

/** Codes that only the operations for single leads have. */
export const FAILURES: Readonly<Record<Exclude<FailureCode, RejectionCode>, Meaning>> = {
	invalid_parameter: {
		meaning: 'A parameter holds something that cannot be sent for this item.',
		remedy: 'Correct the parameter, or the expression in it.',
	},
	not_found: {
		meaning: 'E-so has no such lead.',
		remedy:
			'Check the number or the ID. If E-so finds none of your leads, try _Country Code in Requests_ or _Path Prefix_ in the request options.',
	},
	unexpected_answer: {
		meaning: 'E-so answered in a way that nobody has seen yet. The node does not guess.',
		remedy: 'Please open an issue, and say which version of the node you use.',
	},
};

/** Where texts without a code are met: a heading, and what to say about it. */
export const OCCASIONS: Readonly<Record<Occasion, { heading: string; introduction: string }>> = {
	stopped: {
		heading: 'When the node stops',
		introduction:
			'With _On Error: Stop Workflow_ the node shows one of these, or one of the messages above. The lines that say what to do are below the message.',
	},
	reason: {
		heading: 'What follows a colon',
		introduction:
			"Messages such as “Not sent: …” end with what E-so said in its own words, with n8n's words for a broken connection, or with one of these.",
	},
	hint: {
		heading: 'Hints',
		introduction: 'Shown above the output after a run.',
	},
	note: {
		heading: 'Notes',
		introduction: 'In the field `note` of an item that was done all the same.',
	},
	credential: {
		heading: 'In the dialog of the credential',
		introduction: 'What n8n shows when you save or test the credential.',
	},
	log: {
		heading: "In n8n's log",
		introduction: 'During long runs.',
	},
};
