// JavaScript on purpose: a single TypeScript file that Node has to strip brings the compiler into the process, some 15 MB that stay.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = path.join(import.meta.dirname, '..');
const folder = path.join(project, 'node_modules', '.cache', 'airdeck', process.version);

/** zod brings its messages in fifty languages, 1 MB in memory; its messages are read by operators and logs alone. */
const zodLanguages = '/zod/v4/locales/index.js';
const zodEnglish = "export { default as en } from './en.js';";

registerHooks({
	/** Gives the sources without their types as they were kept at an earlier start, as long as the file is the same. */
	load(url, context, nextLoad) {
		if (url.endsWith(zodLanguages)) return { format: 'module', source: zodEnglish, shortCircuit: true };
		if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
		const file = fileURLToPath(url);
		const name = path.relative(project, file);
		if (name.startsWith('..')) return nextLoad(url, context);
		const { mtimeMs, size } = statSync(file);
		// At the end, so that lines keep their numbers. In seconds: images of containers keep no more of a moment.
		const stamp = `\n// ${Math.floor(mtimeMs / 1_000)} ${size}\n`;
		const place = path.join(folder, `${name}.mjs`);
		const source =
			kept(place, stamp) ?? keep(place, stripTypeScriptTypes(readFileSync(file, 'utf8')) + stamp);
		return { format: 'module', source, shortCircuit: true };
	},
});

/**
 * @param {string} place
 * @param {string} stamp
 * @returns {string | undefined}
 */
function kept(place, stamp) {
	try {
		const text = readFileSync(place, 'utf8');
		return text.endsWith(stamp) ? text : undefined;
	} catch {
		// Not kept yet, or not readable: it is made anew.
		return undefined;
	}
}

/**
 * @param {string} place
 * @param {string} text
 */
function keep(place, text) {
	try {
		mkdirSync(path.dirname(place), { recursive: true });
		const beside = `${place}.${process.pid}`;
		writeFileSync(beside, text);
		renameSync(beside, place);
	} catch {
		// In a container that may not write there, each start strips for itself.
	}
	return text;
}
