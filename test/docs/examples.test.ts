import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EsoApi } from '../../credentials/EsoApi.credentials';
import codex from '../../nodes/EsoLeads/EsoLeads.node.json';
import { getAnchors, readPage, root } from '../support/docs/pages';

test('every example workflow is on the page of examples', () => {
	const page = readPage('docs/examples.md').text;
	const workflows = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'));
	expect(workflows.filter((name) => !page.includes(`(../examples/${name})`))).toEqual([]);
});

test('what n8n links to for help is a place in README', () => {
	const { primaryDocumentation, credentialDocumentation } = codex.resources;
	const addresses = [...primaryDocumentation, ...credentialDocumentation].map(({ url }) => url);
	const anchors = [...addresses, new EsoApi().documentationUrl].map((url) => url.split('#')[1]);
	const known = getAnchors(readPage('README.md'));
	expect(anchors.filter((anchor = '') => anchor !== 'readme' && !known.has(anchor))).toEqual([]);
});
