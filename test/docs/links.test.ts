import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { getAnchors, type Page, readPages, root } from '../support/docs/pages';

const pages = readPages();
const byPath = new Map(pages.map((page) => [page.path, page]));

/** Every address that a page links to or shows, but for those of other servers. */
function relativeLinks({ path, tokens }: Page): Array<{ path: string; href: string }> {
	return tokens.flatMap((token) => {
		if (token.type !== 'link' && token.type !== 'image') return [];
		const href = String(token.href);
		return /^[a-z]+:/i.test(href) ? [] : [{ path, href }];
	});
}

function leadsNowhere({ path, href }: { path: string; href: string }): boolean {
	const [file = '', anchor] = href.split('#');
	const target = file === '' ? path : normalize(join(dirname(path), decodeURI(file)));
	if (!existsSync(join(root, target))) return true;
	if (anchor === undefined) return false;
	const page = byPath.get(target);
	return page === undefined || !getAnchors(page).has(anchor);
}

const links = pages.flatMap(relativeLinks);

test('every link and picture within the documentation leads somewhere', () => {
	expect(links.length).toBeGreaterThan(20);
	expect(links.filter(leadsNowhere)).toEqual([]);
});

test('every page of docs can be reached from README', () => {
	const reached = new Set<string>();
	const visit = (path: string) => {
		const page = byPath.get(path);
		if (page === undefined || reached.has(path)) return;
		reached.add(path);
		for (const { href } of relativeLinks(page)) {
			visit(normalize(join(dirname(path), href.split('#')[0] ?? '')));
		}
	};
	visit('README.md');
	expect([...byPath.keys()].filter((path) => !reached.has(path))).toEqual([]);
});

test('every picture in docs/images is shown on a page', () => {
	const shown = new Set(
		links.map(({ path, href }) => normalize(join(dirname(path), href.split('#')[0] ?? ''))),
	);
	const pictures = readdirSync(join(root, 'docs/images')).map((name) => `docs/images/${name}`);
	expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});
