import ts from 'typescript';
import type { Sources } from './sources';

/** Codes that an expression can be, by its type. */
export function codesOf(code: ts.Expression, { checker }: Sources): string[] {
	const symbol = ts.isShorthandPropertyAssignment(code.parent)
		? checker.getShorthandAssignmentValueSymbol(code.parent)
		: undefined;
	const type =
		symbol === undefined
			? checker.getTypeAtLocation(code)
			: checker.getTypeOfSymbolAtLocation(symbol, code);
	return literalsOf(type);
}

/** Codes that an object takes over from another: `{ ...refused, message }`. */
export function codesInSpread(object: ts.ObjectLiteralExpression, { checker }: Sources): string[] {
	return object.properties.filter(ts.isSpreadAssignment).flatMap(({ expression }) => {
		const code = checker.getTypeAtLocation(expression).getProperty('code');
		return code === undefined ? [] : literalsOf(checker.getTypeOfSymbol(code));
	});
}

function literalsOf(type: ts.Type): string[] {
	const types = type.isUnion() ? type.types : [type];
	return types.flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
}

/** Messages with the codes that they come with. */
export interface Branch {
	codes: readonly string[];
	message: ts.Expression;
}

/**
 * `code === 'x' ? one : other`, or the same condition for code and message, says which message comes
 * with which code.
 */
export function branchesByCode(
	code: ts.Expression,
	message: ts.Expression,
	sources: Sources,
): Branch[] {
	const all = codesOf(code, sources);
	if (!ts.isConditionalExpression(message)) return [{ codes: all, message }];
	const { condition, whenTrue, whenFalse } = message;
	const branches = (codesWhenTrue: readonly string[], codesWhenFalse: readonly string[]) => [
		{ codes: codesWhenTrue, message: whenTrue },
		{ codes: codesWhenFalse, message: whenFalse },
	];
	if (ts.isConditionalExpression(code) && code.condition.getText() === condition.getText()) {
		return branches(codesOf(code.whenTrue, sources), codesOf(code.whenFalse, sources));
	}
	const asked = codeAskedFor(condition, code);
	return asked === undefined
		? branches(all, all)
		: branches(
				[asked],
				all.filter((other) => other !== asked),
			);
}

/** 'x' of `code === 'x'`. */
function codeAskedFor(condition: ts.Expression, code: ts.Expression): string | undefined {
	if (!ts.isBinaryExpression(condition)) return undefined;
	const { left, operatorToken, right } = condition;
	const isComparison = operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
	return isComparison && left.getText() === code.getText() && ts.isStringLiteral(right)
		? right.text
		: undefined;
}
