// For the code that never reaches a user's n8n. n8n's own config stays verbatim and forbids node: imports everywhere.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Both come with n8n's own lint config, but are not installed where the project root would find them.
const fromNodeCli = createRequire(fileURLToPath(import.meta.resolve('@n8n/node-cli/eslint')));
const js = fromNodeCli('@eslint/js');
const typescript = fromNodeCli('typescript-eslint');

export default typescript.config(js.configs.recommended, ...typescript.configs.recommended, {
	rules: { '@typescript-eslint/no-explicit-any': 'error' },
});
