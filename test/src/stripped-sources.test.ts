import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const run = promisify(execFile);
let folder: string;
let program: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-stripped-'));
	await mkdir(path.join(folder, 'src'));
	await cp('src/stripped-sources.mjs', path.join(folder, 'src/stripped-sources.mjs'));
	program = path.join(folder, 'src/program.ts');
	await writeFile(program, "const told: string = 'first';\nconsole.log(told);\n");
});
afterEach(() => rm(folder, { recursive: true }));

/** What the program prints in a process of its own, with the stack of an error if it throws. */
async function printed(): Promise<string> {
	const hook = path.join(folder, 'src/stripped-sources.mjs');
	const { stdout } = await run(process.execPath, ['--import', hook, program]);
	return stdout.trim();
}
const keptFiles = async () =>
	(await readdir(path.join(folder, 'node_modules'), { recursive: true })).filter((name) =>
		name.endsWith('.mjs'),
	);

test('what was stripped once is kept, and used as long as the source is the same', async () => {
	expect(await printed()).toBe('first');
	const [kept = ''] = await keptFiles();
	expect(kept).toMatch(/src\/program\.ts\.mjs$/);
	const place = path.join(folder, 'node_modules', kept);
	const text = await readFile(place, 'utf8');
	expect(text).not.toContain(': string');
	await writeFile(place, text.replace('first', 'kept!'));
	expect(await printed()).toBe('kept!');
});

test('a source that changed is stripped anew, and one that was cut short as well', async () => {
	await printed();
	await writeFile(program, "const told: string = 'second';\nconsole.log(told);\n");
	expect(await printed()).toBe('second');
	await utimes(program, new Date(0), new Date(0));
	expect(await printed()).toBe('second');
	const [kept = ''] = await keptFiles();
	await writeFile(path.join(folder, 'node_modules', kept), 'console.log("ha');
	expect(await printed()).toBe('second');
});

test('lines keep their numbers, and a folder that cannot be written to is no hindrance', async () => {
	await writeFile(program, '\ntype Told = string;\n\nthrow new Error("here" satisfies Told);\n');
	await expect(printed()).rejects.toThrow(/program\.ts:4/);
	await rm(path.join(folder, 'node_modules'), { recursive: true });
	await writeFile(path.join(folder, 'node_modules'), 'a file in its place');
	await writeFile(program, "const told: string = 'all the same';\nconsole.log(told);\n");
	expect(await printed()).toBe('all the same');
});

test('of the languages of zod only English is loaded, which its messages speak', async () => {
	const zod = path.resolve('node_modules/zod/index.js');
	await writeFile(
		program,
		`import { z } from ${JSON.stringify(zod)};
		console.log(Object.keys(z.locales), z.string().safeParse(1).error?.issues[0]?.message);\n`,
	);
	expect(await printed()).toBe("[ 'en' ] Invalid input: expected string, received number");
});

test('for an image everything is stripped at once, by the Node that runs it, and nothing is run', async () => {
	await cp('src/strip-everything.mjs', path.join(folder, 'src/strip-everything.mjs'));
	await mkdir(path.join(folder, 'commands/dj'), { recursive: true });
	await writeFile(
		path.join(folder, 'commands/dj/skip.ts'),
		"import 'nowhere';\nexport const told: number = 1;\n",
	);
	await writeFile(path.join(folder, 'src/rotate-keys.ts'), 'process.exitCode = 78 as number;\n');
	const { stdout } = await run(process.execPath, [path.join(folder, 'src/strip-everything.mjs')]);
	expect(stdout).toBe('');
	const kept = (await keptFiles()).map((name) => name.replace(/^.*airdeck\//, '')).toSorted();
	const of = (file: string) => `${process.version}/${file}.mjs`;
	expect(kept).toEqual(['commands/dj/skip.ts', 'src/program.ts', 'src/rotate-keys.ts'].map(of));
	const [skip = ''] = (await keptFiles()).filter((name) => name.includes('skip'));
	expect(await readFile(path.join(folder, 'node_modules', skip), 'utf8')).not.toContain(': number');
	expect(await printed()).toBe('first');
});
