import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const manifest = z.object({ version: z.string() });

/** The version of this build, from package.json. */
export async function readVersion(): Promise<string> {
	const text = await readFile(path.join(import.meta.dirname, '..', 'package.json'), 'utf8');
	return manifest.parse(JSON.parse(text)).version;
}
