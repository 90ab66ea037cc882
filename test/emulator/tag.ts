/** A tag of the business. Observed: an integer id and a name. */
export interface Tag {
	id: number;
	name: string;
}

/** What a business without further wishes has. */
export const USUAL_TAGS: readonly Tag[] = [
	{ id: 1, name: 'Customer' },
	{ id: 2, name: 'Newsletter' },
	{ id: 3, name: 'Hot Lead' },
];
