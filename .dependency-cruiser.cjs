'use strict';

/** The folders of nodes/EsoLeads that `from` may not import from. */
function forbidImports(from, to, why) {
	return {
		name: `${from}-imports-nothing-from-${to.join('-')}`,
		comment: why,
		severity: 'error',
		from: { path: `^nodes/EsoLeads/${from}/` },
		to: { path: `^nodes/EsoLeads/(?:${to.join('|')})/` },
	};
}

const ONE_WAY = 'Data walks one way: operations, lead, delivery, report. See CONTRIBUTING.md.';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Files that import each other cannot be read one after the other.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'pure-folders-know-nothing-of-n8n',
			comment: 'lead/, delivery/ and file/ are tested without n8n: what they need is passed in.',
			severity: 'error',
			from: { path: '^nodes/EsoLeads/(?:lead|delivery|file)/' },
			to: { path: '(?:^|/)n8n-' },
		},
		forbidImports('lead', ['delivery', 'file', 'report', 'api', 'operations'], ONE_WAY),
		forbidImports('file', ['delivery', 'report', 'api', 'operations'], ONE_WAY),
		forbidImports('delivery', ['file', 'report', 'api', 'operations'], ONE_WAY),
		forbidImports('report', ['file', 'operations'], ONE_WAY),
		forbidImports('api', ['file', 'report', 'operations'], ONE_WAY),
		{
			name: 'operations-import-no-other-operation',
			comment: 'What several operations have stands in operations/shared/.',
			severity: 'error',
			from: { path: '^nodes/EsoLeads/operations/(?!index\\.|operation\\.|shared/)([^/.]+)' },
			to: {
				path: '^nodes/EsoLeads/operations/',
				pathNot: '^nodes/EsoLeads/operations/(?:shared/|operation\\.|$1[/.])',
			},
		},
		{
			name: 'nothing-shipped-imports-tests',
			comment: 'test/, bench/ and demo/ are not in the package.',
			severity: 'error',
			from: { path: '^(?:nodes|credentials)/' },
			to: { path: '^(?:test|bench|demo)/' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		// Types count: they are what one folder knows of another.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
