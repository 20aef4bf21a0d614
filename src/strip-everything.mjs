// Strips the types of all sources and runs none of them: for an image, in which no start should have to.
// It has to be the very Node that runs them later: what another version stripped is not taken.
import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import './stripped-sources.mjs';

const project = path.join(import.meta.dirname, '..');

registerHooks({
	/** Is asked before those of stripped-sources.mjs, which do the work; what is to be run is nothing. */
	load(url, context, nextLoad) {
		const loaded = nextLoad(url, context);
		return url.endsWith('.ts') ? { format: 'module', source: '', shortCircuit: true } : loaded;
	},
});

for (const file of globSync('{src,config,commands,locales}/**/*.ts', { cwd: project }))
	await import(pathToFileURL(path.join(project, file)).href);
