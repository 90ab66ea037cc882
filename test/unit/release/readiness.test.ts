import { findReleaseProblems, type ReleaseCandidate } from '../../../release/readiness';

const manifest = {
	name: 'n8n-nodes-eso-leads',
	version: '1.2.3',
	homepage: 'https://github.com/acme/eso#readme',
	author: { name: 'Acme', email: 'eso@acme.dev' },
	repository: { url: 'git+https://github.com/acme/eso.git' },
	bugs: { url: 'https://github.com/acme/eso/issues' },
};
const ready: ReleaseCandidate = {
	tag: '1.2.3',
	manifest,
	changelog: '# Changelog\n\n## [1.2.3] - 2026-12-01\n\n### Added\n',
	linking: { 'EsoLeads.node.json': '{ "url": "https://github.com/acme/eso#readme" }' },
};

test('a tagged version with a dated entry and real addresses may go out', () => {
	expect(findReleaseProblems(ready)).toEqual([]);
});

test('a dry run needs no tag', () => {
	expect(findReleaseProblems({ ...ready, tag: undefined })).toEqual([]);
});

test('a tag may have a v, as npm version writes it', () => {
	expect(findReleaseProblems({ ...ready, tag: 'v1.2.3' })).toEqual([]);
});

test.each([
	['a tag of another version', { tag: '1.2.4' }, 'The tag is 1.2.4'],
	['a tag of another version with a v', { tag: 'v1.2.4' }, 'The tag is v1.2.4'],
	['a tag that only ends with the version', { tag: 'eso-1.2.3' }, 'The tag is eso-1.2.3'],
	['a version without an entry', { changelog: '# Changelog\n' }, 'CHANGELOG.md has no entry'],
	['an entry without a date', { changelog: '## [1.2.3]\n' }, 'CHANGELOG.md has no entry'],
	[
		'an entry with a date that does not exist',
		{ changelog: '## [1.2.3] - 2026-02-30\n' },
		'CHANGELOG.md has no entry',
	],
	[
		'an entry that is still unreleased',
		{ changelog: '## [1.2.3] - Unreleased\n' },
		'CHANGELOG.md has no entry',
	],
	[
		'an author with an example address',
		{ manifest: { ...manifest, author: { name: 'A', email: 'a@b.example' } } },
		'author.email',
	],
	[
		'an example homepage',
		{ manifest: { ...manifest, homepage: 'https://example.com' } },
		'homepage',
	],
	[
		'the repository that the project began with',
		{
			manifest: {
				...manifest,
				repository: { url: 'git+https://github.com/n8n-nodes-eso-leads/n8n-nodes-eso-leads.git' },
			},
		},
		'repository.url',
	],
	[
		"a link of the node to the project's first address",
		{ linking: { 'a.json': '{"url":"https://github.com/n8n-nodes-eso-leads/x#readme"}' } },
		'a.json still links to the placeholder',
	],
	['a manifest without a version', { manifest: { ...manifest, version: undefined } }, 'version'],
])('%s must not go out', (_, change, problem) => {
	expect(findReleaseProblems({ ...ready, ...change }).join('\n')).toContain(problem);
});
