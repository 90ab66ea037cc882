import ts from 'typescript';
import { FILLED_IN, isSentence } from './alternatives';
import { placeOf, type Sources, valueOf, walk } from './sources';
import { argumentFor, bind, type Bindings, TextReader } from './textReader';

/** Where a user meets a text that has no code. */
export type Occasion =
	/** The node stops, under On Error: Stop Workflow: the message or the advice below it. */
	| 'stopped'
	/** A hint above the output. */
	| 'hint'
	/** The dialog of the credential. */
	| 'credential'
	/** A field of an item that was done all the same. */
	| 'note'
	/** Behind the colon of another message. */
	| 'reason'
	/** n8n's log. */
	| 'log';

/** A text that users read: the codes that it comes with, or the occasion. */
export type Finding = { text: string } & ({ codes: readonly string[] } | { occasion: Occasion });

type Where = { codes: readonly string[] } | { occasion: Occasion };

/** What the package says to users. */
export interface Findings {
	findings: readonly Finding[];
	/** Texts that read like messages and lead nowhere: place and text. */
	unassigned: readonly string[];
}

/** Finds every text that the package can show, by following what makes rejections, failures and hints. */
export function findMessages(sources: Sources): Findings {
	const finder = new Finder(sources);
	walk(sources.files, (node) => {
		if (ts.isObjectLiteralExpression(node)) finder.addObject(node);
		if (ts.isNewExpression(node)) finder.addError(node);
		if (ts.isCallExpression(node)) finder.addCall(node);
	});
	return { findings: finder.findings, unassigned: finder.findUnassigned() };
}

/** What the editor shows of parameters and operations is no message. */
const LABELS: ReadonlySet<string> = new Set([
	'action',
	'default',
	'description',
	'displayName',
	'hint',
	'label',
	'name',
	'placeholder',
	'searchHint',
	'toolDescription',
]);

/** Errors of the package's own classes end as rejections of a code; n8n's stop the node. */
const ERRORS: Readonly<Record<string, Where>> = {
	NodeApiError: { occasion: 'stopped' },
	NodeOperationError: { occasion: 'stopped' },
	UnreadableFile: { codes: ['unreadable_file'] },
};

class Finder {
	readonly findings: Finding[] = [];
	private readonly reader: TextReader;

	constructor(private readonly sources: Sources) {
		this.reader = new TextReader(sources);
	}

	/** `{ code, message }`, `{ status: 'Error', message }` and what else objects say. */
	addObject(object: ts.ObjectLiteralExpression): void {
		const values = new Map(
			object.properties.map((property) => [property.name?.getText() ?? '', valueOf(property)]),
		);
		const message = values.get('message');
		const code = values.get('code');
		const status = values.get('status');
		if (message !== undefined) {
			if (code !== undefined) this.addCoded(code, message);
			else if (status !== undefined && ts.isStringLiteral(status))
				this.add({ occasion: 'credential' }, message);
			else this.add({ occasion: 'reason' }, message);
			// What stands below a message: what to do.
			this.add({ occasion: 'stopped' }, values.get('description'));
		}
		this.add({ occasion: 'note' }, values.get('note'));
		this.add({ occasion: 'hint' }, values.get('hints'));
		for (const label of LABELS) {
			const text = values.get(label);
			if (text !== undefined) this.reader.read(text);
		}
	}

	/** Errors that are thrown. */
	addError({ expression, arguments: given }: ts.NewExpression): void {
		const where = ERRORS[expression.getText()];
		if (where === undefined) return;
		for (const value of given ?? []) {
			if (!ts.isObjectLiteralExpression(value)) this.add(where, value);
			else
				for (const property of value.properties) {
					const isShown = ['message', 'description'].includes(property.name?.getText() ?? '');
					if (isShown) this.add(where, valueOf(property));
				}
		}
	}

	/** Hints, lines of the log, and what zod's checks say. */
	addCall(call: ts.CallExpression): void {
		const { expression, arguments: given } = call;
		const name = ts.isPropertyAccessExpression(expression)
			? expression.name.text
			: expression.getText();
		const addAll = (where: Where) => given.forEach((value) => this.add(where, value));
		if (name === 'addHints') addAll({ occasion: 'hint' });
		else if (/\blogger\.\w+$/.test(expression.getText())) addAll({ occasion: 'log' });
		else if (this.isOfZod(expression)) addAll({ occasion: 'reason' });
	}

	findUnassigned(): string[] {
		const unassigned: string[] = [];
		walk(this.sources.files, (node) => {
			if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return;
			const text = writtenIn(node);
			const isExpression = text.startsWith('=');
			if (this.reader.met.has(node) || isExpression || !isSentence(text)) return;
			unassigned.push(`${placeOf(node)}: ${text}`);
		});
		return unassigned;
	}

	private add(where: Where, value: ts.Expression | undefined, bindings?: Bindings): void {
		if (value === undefined) return;
		for (const text of this.reader.read(value, bindings)) {
			if (isSentence(text)) this.findings.push({ ...where, text });
		}
	}

	/** Where the code is a parameter, each call of the function counts by itself. */
	private addCoded(code: ts.Expression, message: ts.Expression): void {
		const parameter = ts.isIdentifier(code) ? this.sources.declarationOf(code) : undefined;
		const calls =
			parameter !== undefined && ts.isParameter(parameter) && ts.isIdentifier(parameter.name)
				? this.sources.callsOf(parameter.parent)
				: [];
		if (parameter === undefined || !ts.isParameter(parameter) || calls.length === 0) {
			this.addBranches(code, message);
			return;
		}
		for (const call of calls) {
			const given = argumentFor(parameter, call);
			if (given === undefined) continue;
			this.add({ codes: this.codesOf(given) }, message, bind(parameter.parent, call));
		}
	}

	/** A condition on the code, or the same condition for both, says which text comes with which. */
	private addBranches(code: ts.Expression, message: ts.Expression): void {
		if (!ts.isConditionalExpression(message)) {
			this.add({ codes: this.codesOf(code) }, message);
			return;
		}
		const { condition, whenTrue, whenFalse } = message;
		const isTwin =
			ts.isConditionalExpression(code) && code.condition.getText() === condition.getText();
		const asked = codeAskedFor(condition, code);
		const all = this.codesOf(code);
		const [yes, no] = isTwin
			? [this.codesOf(code.whenTrue), this.codesOf(code.whenFalse)]
			: asked === undefined
				? [all, all]
				: [[asked], all.filter((other) => other !== asked)];
		this.add({ codes: yes }, whenTrue);
		this.add({ codes: no }, whenFalse);
	}

	/** Codes that an expression can be, by its type. */
	private codesOf(code: ts.Expression): string[] {
		const { checker } = this.sources;
		const symbol = ts.isShorthandPropertyAssignment(code.parent)
			? checker.getShorthandAssignmentValueSymbol(code.parent)
			: undefined;
		const type =
			symbol === undefined
				? checker.getTypeAtLocation(code)
				: checker.getTypeOfSymbolAtLocation(symbol, code);
		const types = type.isUnion() ? type.types : [type];
		return types.flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
	}

	private isOfZod(callee: ts.Expression): boolean {
		if (!ts.isPropertyAccessExpression(callee)) return false;
		const [declaration] = this.sources.checker.getSymbolAtLocation(callee.name)?.declarations ?? [];
		return declaration?.getSourceFile().fileName.includes('/node_modules/zod/') === true;
	}
}

function writtenIn(node: ts.StringLiteralLike | ts.TemplateExpression): string {
	if (ts.isStringLiteralLike(node)) return node.text;
	const spans = node.templateSpans.map(({ literal }) => literal.text);
	return [node.head.text, ...spans].join(FILLED_IN);
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
