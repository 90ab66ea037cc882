import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod/v4';

const Manifest = z.object({
	main: z.string(),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

/** Paths, from the package's root, of the files that its package.json names: n8n loads them, so the tarball must hold them. */
export function filesNamedByManifest(root: string): string[] {
	const text = readFileSync(path.join(root, 'package.json'), 'utf8');
	const { main, n8n } = Manifest.parse(JSON.parse(text));
	return [main, ...n8n.nodes, ...n8n.credentials];
}
