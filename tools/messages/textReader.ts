import ts from 'typescript';
import {
	distinct,
	FILLED_IN,
	joinBranches,
	joinParts,
	onlySentences,
	withoutLists,
	withoutNothing,
} from './alternatives';
import { argumentFor, bind, type Bindings, isWrapper, returnsIn, UNBOUND } from './calls';
import { functionBehind, type Sources } from './sources';

/** What comes out of these is made of the texts that they are called on. */
const TEXT_METHODS: ReadonlySet<string> = new Set([
	'at',
	'filter',
	'find',
	'join',
	'replace',
	'slice',
	'trim',
]);

/** What quotes a value shows it: what the value could be is of no interest. */
const QUOTES: Readonly<Record<string, string>> = {
	quote: `"${FILLED_IN}"`,
	quoteName: `'${FILLED_IN}'`,
};

/**
 * Properties that are not followed. Whole messages travel far: each is listed where it is made, and
 * is "…" where another quotes it.
 */
const NOT_FOLLOWED: ReadonlySet<string> = new Set(['message', 'name', 'displayName']);

/** Finds out which texts an expression can come to, without running it. */
export class TextReader {
	/** Every string and template that was met so far. */
	readonly met = new Set<ts.Node>();
	/** What is being read at the moment: a text that leads back to itself adds nothing. */
	private readonly open = new Set<ts.Node>();
	/** What holds wherever it is asked for is found out once. */
	private readonly found = new Map<ts.Node, string[]>();

	constructor(private readonly sources: Sources) {}

	/** The texts, with `FILLED_IN` for what only a run knows. */
	read(node: ts.Expression, bindings = UNBOUND): string[] {
		if (this.open.has(node)) return [];
		this.open.add(node);
		try {
			return distinct(this.readNode(node, bindings));
		} finally {
			this.open.delete(node);
		}
	}

	private readNode(node: ts.Expression, bindings: Bindings): string[] {
		if (ts.isStringLiteralLike(node)) return this.meet(node, [node.text]);
		if (ts.isTemplateExpression(node)) return this.meet(node, this.readTemplate(node, bindings));
		if (ts.isConditionalExpression(node)) {
			const branches = [node.whenTrue, node.whenFalse];
			return joinBranches(branches.map((branch) => this.read(branch, bindings)));
		}
		if (ts.isBinaryExpression(node)) return this.readBinary(node, bindings);
		if (ts.isIdentifier(node)) return this.readName(node, bindings);
		if (ts.isPropertyAccessExpression(node)) return this.readProperty(node);
		if (ts.isCallExpression(node)) return this.readCall(node, bindings);
		if (ts.isArrayLiteralExpression(node)) {
			return node.elements.flatMap((element) => this.read(element, bindings));
		}
		if (ts.isObjectLiteralExpression(node)) {
			const values = node.properties.filter(ts.isPropertyAssignment);
			return values.flatMap(({ initializer }) => this.read(initializer, bindings));
		}
		// A function as a value, as in a table of them: what it returns.
		if (ts.isArrowFunction(node)) return this.readReturns(node, UNBOUND);
		return isWrapper(node) ? this.read(node.expression, bindings) : [FILLED_IN];
	}

	private meet(node: ts.Node, texts: string[]): string[] {
		this.met.add(node);
		return texts;
	}

	private readTemplate({ head, templateSpans }: ts.TemplateExpression, bindings: Bindings) {
		const parts = templateSpans.flatMap(({ expression, literal }) => [
			withoutLists(this.read(expression, bindings)),
			[literal.text],
		]);
		return joinParts([[head.text], ...parts]);
	}

	private readBinary({ left, operatorToken, right }: ts.BinaryExpression, bindings: Bindings) {
		const sides = [this.read(left, bindings), this.read(right, bindings)];
		switch (operatorToken.kind) {
			case ts.SyntaxKind.PlusToken:
				return joinParts(sides);
			case ts.SyntaxKind.QuestionQuestionToken:
			case ts.SyntaxKind.BarBarToken:
				return withoutNothing(sides.flat());
			default:
				return [FILLED_IN];
		}
	}

	private readName(name: ts.Identifier, bindings: Bindings): string[] {
		const declaration = this.sources.declarationOf(name);
		if (declaration === undefined) return [FILLED_IN];
		if (ts.isParameter(declaration)) return this.readParameter(declaration, bindings);
		if (ts.isBindingElement(declaration)) return this.readBindingElement(declaration, bindings);
		// A function by its name, as a value.
		if (ts.isFunctionDeclaration(declaration)) return this.readReturns(declaration, UNBOUND);
		const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
		return value === undefined ? [FILLED_IN] : this.read(value, bindings);
	}

	/** A parameter is what it is bound to, or else what any call gives. */
	private readParameter(parameter: ts.ParameterDeclaration, bindings: Bindings): string[] {
		const { initializer } = parameter;
		const fallback = initializer === undefined ? [] : this.read(initializer, bindings);
		const bound = bindings.get(parameter);
		if (bound !== undefined) {
			return bound.value === undefined ? fallback : this.read(bound.value, bound.outer);
		}
		return this.remember(parameter, () =>
			this.sources.callsOf(parameter.parent).flatMap((call) => {
				const value = argumentFor(parameter, call);
				return value === undefined ? fallback : this.read(value);
			}),
		);
	}

	/** `{ reason }` of a parameter or a constant, or `[reason]` of a constant. */
	private readBindingElement(element: ts.BindingElement, bindings: Bindings): string[] {
		const { parent, propertyName, name } = element;
		if (ts.isArrayBindingPattern(parent)) {
			const whole = ts.isVariableDeclaration(parent.parent) ? parent.parent.initializer : undefined;
			const index = parent.elements.indexOf(element);
			return whole === undefined ? [FILLED_IN] : this.readElement(whole, index, bindings);
		}
		return this.readWrites(this.sources.propertyOf(parent, (propertyName ?? name).getText()));
	}

	/** One place of a list; all of it where the places are not known. */
	private readElement(list: ts.Expression, index: number, bindings: Bindings): string[] {
		if (ts.isConditionalExpression(list)) {
			return [list.whenTrue, list.whenFalse].flatMap((branch) =>
				this.readElement(branch, index, bindings),
			);
		}
		const element = ts.isArrayLiteralExpression(list) ? list.elements[index] : undefined;
		return this.read(element ?? list, bindings);
	}

	private readProperty({ expression, name }: ts.PropertyAccessExpression): string[] {
		return this.readWrites(this.sources.propertyOf(expression, name.text));
	}

	/** All that is ever written to a property of the package's own types. */
	private readWrites(property: ts.Symbol | undefined): string[] {
		const declaration = property?.declarations?.[0];
		if (property === undefined || declaration === undefined) return [FILLED_IN];
		if (NOT_FOLLOWED.has(property.name)) return [FILLED_IN];
		return this.remember(declaration, () =>
			this.sources
				.writesTo(property.declarations)
				.flatMap((write) =>
					write.kind === 'value' ? this.read(write.value) : this.readWrites(write.from),
				),
		);
	}

	private remember(key: ts.Node, find: () => string[]): string[] {
		const known = this.found.get(key);
		if (known !== undefined) return known;
		this.found.set(key, []);
		const texts = onlySentences(find());
		this.found.set(key, texts);
		return texts;
	}

	private readCall(call: ts.CallExpression, bindings: Bindings): string[] {
		const { expression: callee } = call;
		const called = functionBehind(callee, this.sources.checker);
		if (called !== undefined) {
			const texts = this.readReturns(called, bind(called, call, bindings));
			const quoted = QUOTES[callee.getText()];
			return quoted === undefined ? texts : [quoted];
		}
		if (ts.isElementAccessExpression(callee)) return this.read(callee, bindings);
		if (ts.isIdentifier(callee)) return this.readName(callee, bindings);
		if (!ts.isPropertyAccessExpression(callee)) return [FILLED_IN];
		if (TEXT_METHODS.has(callee.name.text)) return this.read(callee.expression, bindings);
		// What is handed over to be called later, as in `explain(async () => …)`, comes back.
		const callbacks = call.arguments.filter(ts.isArrowFunction);
		const returned = callbacks.flatMap((callback) => this.read(callback, bindings));
		return onlySentences([...this.readProperty(callee), ...returned]);
	}

	private readReturns(called: ts.SignatureDeclaration, bindings: Bindings): string[] {
		const body = 'body' in called ? called.body : undefined;
		if (body === undefined) return [FILLED_IN];
		if (!ts.isBlock(body)) return this.read(body, bindings);
		return joinBranches(returnsIn(body).map((value) => this.read(value, bindings)));
	}
}
