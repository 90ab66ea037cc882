import ts from 'typescript';

/** What the parameters of a function are in one call of it. */
export type Bindings = ReadonlyMap<ts.Node, { value: ts.Expression | undefined; outer: Bindings }>;

/** Nothing is known of the call. */
export const UNBOUND: Bindings = new Map();

/** What the parameters of `called` are in `call`. */
export function bind(
	called: ts.SignatureDeclaration,
	call: ts.CallExpression,
	outer = UNBOUND,
): Bindings {
	return new Map(
		called.parameters.map((parameter) => [
			parameter,
			{ value: argumentFor(parameter, call), outer },
		]),
	);
}

/** What a call gives for a parameter. */
export function argumentFor(
	parameter: ts.ParameterDeclaration,
	call: ts.CallExpression,
): ts.Expression | undefined {
	return call.arguments[parameter.parent.parameters.indexOf(parameter)];
}

/** What a function returns, without the functions in it. */
export function returnsIn(body: ts.Block): ts.Expression[] {
	const returns: ts.Expression[] = [];
	const step = (node: ts.Node): void => {
		if (ts.isFunctionLike(node)) return;
		if (ts.isReturnStatement(node) && node.expression !== undefined) returns.push(node.expression);
		ts.forEachChild(node, step);
	};
	ts.forEachChild(body, step);
	return returns;
}

/** What stands around an expression and changes nothing about its texts; of a table any entry may be meant. */
export function isWrapper(
	node: ts.Expression,
): node is ts.Expression & { expression: ts.Expression } {
	return (
		ts.isParenthesizedExpression(node) ||
		ts.isAsExpression(node) ||
		ts.isSatisfiesExpression(node) ||
		ts.isNonNullExpression(node) ||
		ts.isAwaitExpression(node) ||
		ts.isSpreadElement(node) ||
		ts.isElementAccessExpression(node)
	);
}
