/** A file that cannot be read as rows at all; the message says why and what to do. */
export class UnreadableFile extends Error {}
