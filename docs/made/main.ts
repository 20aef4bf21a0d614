import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { madePages } from './made-pages.ts';

/* `npm run docs`: writes the pages that are made from the code. With `--check` it writes nothing, and exits with 1 if one is out of date. */

const check = process.argv.includes('--check');
const folder = path.join(import.meta.dirname, '..');
let stale = 0;
for (const [name, text] of await madePages()) {
	const file = path.join(folder, name);
	const before = await readFile(file, 'utf8').catch(() => '');
	if (before === text) continue;
	stale += 1;
	if (!check) await writeFile(file, text);
	process.stdout.write(`docs/${name} ${check ? 'is out of date: run npm run docs' : 'is written'}\n`);
}
process.exit(check && stale > 0 ? 1 : 0);
