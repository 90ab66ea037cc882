import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

/** The package's own code, parsed and type-checked. */
export interface Sources {
	files: readonly ts.SourceFile[];
	checker: ts.TypeChecker;
	/** The calls of a function of the package, wherever they stand. */
	callsOf(declaration: ts.Node): readonly ts.CallExpression[];
	/** What declares a name; for the short `{ message }` the variable. */
	declarationOf(name: ts.Identifier): ts.Declaration | undefined;
	/** A property of what a node is. */
	propertyOf(node: ts.Node, name: string): ts.Symbol | undefined;
	/** All that is ever written to a property, given what declares it. */
	writesTo(declarations: readonly ts.Node[] | undefined): readonly Write[];
}

/** What a property gets: an expression, or what a spread object has under the same name. */
export type Write = { kind: 'value'; value: ts.Expression } | { kind: 'spread'; from: ts.Symbol };

/** Reads the TypeScript of `nodes/` and `credentials/`. */
export function readSources(): Sources {
	const config = ts.getParsedCommandLineOfConfigFile(
		join(root, 'tsconfig.json'),
		{},
		{
			...ts.sys,
			onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
				throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
			},
		},
	);
	const isOwn = (path: string) => /^(?:nodes|credentials)\//.test(path.slice(root.length + 1));
	const program = ts.createProgram((config?.fileNames ?? []).filter(isOwn), config?.options ?? {});
	const checker = program.getTypeChecker();
	const files = program.getSourceFiles().filter(({ fileName }) => isOwn(fileName));
	const calls = indexCalls(files, checker);
	const writes = indexWrites(files, checker);
	return {
		files,
		checker,
		callsOf: (declaration) => calls.get(declaration) ?? [],
		declarationOf: (name) => declarationOf(name, checker),
		propertyOf: (node, name) =>
			checker.getNonNullableType(checker.getTypeAtLocation(node)).getProperty(name),
		writesTo: (declarations = []) => [
			...new Set(declarations.flatMap((declaration) => writes.get(declaration) ?? [])),
		],
	};
}

/** Where a node stands, for people: `nodes/EsoLeads/lead/lead.ts:83`. */
export function placeOf(node: ts.Node): string {
	const file = node.getSourceFile();
	const { line } = file.getLineAndCharacterOfPosition(node.getStart());
	return `${file.fileName.slice(root.length + 1)}:${line + 1}`;
}

/** Calls `visit` for every node of the files. */
export function walk(files: readonly ts.SourceFile[], visit: (node: ts.Node) => void): void {
	const step = (node: ts.Node) => {
		visit(node);
		ts.forEachChild(node, step);
	};
	files.forEach(step);
}

/** The function that a name or a property stands for, if it is one of the package's. */
export function functionBehind(
	callee: ts.Expression,
	checker: ts.TypeChecker,
): ts.SignatureDeclaration | undefined {
	const declaration = ts.isIdentifier(callee) ? declarationOf(callee, checker) : undefined;
	if (declaration === undefined) return undefined;
	if (ts.isFunctionDeclaration(declaration)) return declaration;
	const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
	return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
		? value
		: undefined;
}

function declarationOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Declaration | undefined {
	const symbol = ts.isShorthandPropertyAssignment(name.parent)
		? checker.getShorthandAssignmentValueSymbol(name.parent)
		: checker.getSymbolAtLocation(name);
	const isImported = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
	return (isImported ? checker.getAliasedSymbol(symbol) : symbol)?.valueDeclaration;
}

function indexCalls(
	files: readonly ts.SourceFile[],
	checker: ts.TypeChecker,
): ReadonlyMap<ts.Node, ts.CallExpression[]> {
	const calls = new Map<ts.Node, ts.CallExpression[]>();
	walk(files, (node) => {
		if (!ts.isCallExpression(node)) return;
		const called = functionBehind(node.expression, checker);
		if (called !== undefined) calls.set(called, [...(calls.get(called) ?? []), node]);
	});
	return calls;
}

function indexWrites(
	files: readonly ts.SourceFile[],
	checker: ts.TypeChecker,
): ReadonlyMap<ts.Node, Write[]> {
	const writes = new Map<ts.Node, Write[]>();
	const add = (declarations: readonly ts.Node[], write: Write) => {
		for (const declaration of declarations)
			writes.set(declaration, [...(writes.get(declaration) ?? []), write]);
	};
	const addProperty = (property: ts.ObjectLiteralElementLike, wanted: readonly ts.Type[]) => {
		const declared = (name: string) =>
			wanted.flatMap((type) => type.getProperty(name)?.declarations ?? []);
		if (ts.isSpreadAssignment(property)) {
			for (const from of checker.getTypeAtLocation(property.expression).getProperties()) {
				add(declared(from.name), { kind: 'spread', from });
			}
			return;
		}
		const value = valueOf(property);
		if (value === undefined) return;
		const name = property.name?.getText() ?? '';
		// Of a list of objects the type checker knows the first one's property for all of them.
		const firsts = firstInList(property.parent)?.properties ?? [];
		const same = firsts.filter((first) => first.name?.getText() === name);
		add([...new Set([...declared(name), ...same, property])], { kind: 'value', value });
	};
	walk(files, (node) => {
		if (!ts.isObjectLiteralExpression(node)) return;
		const wanted = checker.getContextualType(node);
		const types = wanted?.isUnion() === true ? wanted.types : wanted === undefined ? [] : [wanted];
		for (const property of node.properties) addProperty(property, types);
	});
	return writes;
}

function firstInList(object: ts.Node): ts.ObjectLiteralExpression | undefined {
	const list = ts.isArrayLiteralExpression(object.parent) ? object.parent : undefined;
	const first = list?.elements[0];
	return first !== undefined && ts.isObjectLiteralExpression(first) ? first : undefined;
}

/** The expression that an object literal gives a property. */
export function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
	if (ts.isPropertyAssignment(property)) return property.initializer;
	return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}
