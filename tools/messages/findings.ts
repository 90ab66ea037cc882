import ts from 'typescript';
import { FILLED_IN, isSentence } from './alternatives';
import { branchesByCode, codesInSpread, codesOf } from './codes';
import { placeOf, type Sources, valueOf, walk } from './sources';
import { argumentFor, bind, type Bindings } from './calls';
import { TextReader } from './textReader';

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

/** Names that are read from items, not shown. */
const DATA = ['lead/phone/countryNames.ts'];

/** Errors of the package's own classes end as rejections of a code; n8n's stop the node. */
const ERRORS: Readonly<Record<string, Where>> = {
	Error: { occasion: 'reason' },
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
			const spread = codesInSpread(object, this.sources);
			if (code !== undefined) this.addCoded(code, message);
			else if (spread.length > 0) this.add({ codes: spread }, message);
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
		const name = expression.getText();
		// What is compared and never shown.
		if (name === 'Set') this.passOver(given ?? []);
		this.addThrown(ERRORS[name], given ?? []);
	}

	private addThrown(where: Where | undefined, given: readonly ts.Expression[]): void {
		if (where === undefined) return;
		for (const value of given) {
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
		else if (expression.kind === ts.SyntaxKind.SuperKeyword)
			this.addThrown(ERRORS[parentOfClass(call)], given);
		else if (expression.getText() === 'Buffer.from') this.passOver(given);
		else if (this.isOfZod(expression)) addAll({ occasion: 'reason' });
	}

	findUnassigned(): string[] {
		const unassigned: string[] = [];
		walk(this.sources.files, (node) => {
			if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return;
			const text = writtenIn(node);
			const isExpression = text.startsWith('=');
			const isPattern = /\(\?[:=!<]/.test(text);
			if (this.reader.met.has(node) || isExpression || isPattern || !isSentence(text)) return;
			if (DATA.some((file) => node.getSourceFile().fileName.endsWith(file))) return;
			unassigned.push(`${placeOf(node)}: ${text}`);
		});
		return unassigned;
	}

	/** Texts that are compared and never shown. */
	private passOver(nodes: readonly ts.Node[]): void {
		const step = (node: ts.Node): void => {
			this.reader.met.add(node);
			ts.forEachChild(node, step);
		};
		nodes.forEach(step);
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
			// Node's names for faults, such as ETIMEDOUT, are no codes of ours.
			const isOurs = codesOf(code, this.sources).some((each) => /^[a-z_]+$/.test(each));
			if (isOurs) this.addBranches(code, message);
			else this.add({ occasion: 'reason' }, message);
			return;
		}
		for (const call of calls) {
			const given = argumentFor(parameter, call);
			if (given === undefined) continue;
			this.add({ codes: codesOf(given, this.sources) }, message, bind(parameter.parent, call));
		}
	}

	private addBranches(code: ts.Expression, message: ts.Expression): void {
		for (const branch of branchesByCode(code, message, this.sources)) {
			this.add({ codes: branch.codes }, branch.message);
		}
	}

	private isOfZod(callee: ts.Expression): boolean {
		if (!ts.isPropertyAccessExpression(callee)) return false;
		const [declaration] = this.sources.checker.getSymbolAtLocation(callee.name)?.declarations ?? [];
		return declaration?.getSourceFile().fileName.includes('/node_modules/zod/') === true;
	}
}

/** The class that the class around a call of `super` extends. */
function parentOfClass(call: ts.CallExpression): string {
	const around = ts.findAncestor(call, ts.isClassLike);
	return around?.heritageClauses?.[0]?.types[0]?.expression.getText() ?? '';
}

function writtenIn(node: ts.StringLiteralLike | ts.TemplateExpression): string {
	if (ts.isStringLiteralLike(node)) return node.text;
	const spans = node.templateSpans.map(({ literal }) => literal.text);
	return [node.head.text, ...spans].join(FILLED_IN);
}
