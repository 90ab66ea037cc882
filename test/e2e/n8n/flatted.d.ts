/** flatted's own types are those of an ES module, which TypeScript does not let a CommonJS file import. */
declare module 'flatted' {
	export function parse(text: string): unknown;
}
