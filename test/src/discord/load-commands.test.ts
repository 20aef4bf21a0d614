import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCommands } from '#src/discord/load-commands.ts';

const commandCalled = (name: string) =>
	`export default { strings: { name: '${name}' }, components: {}, execute: async () => ({ components: [] }) };\n`;

describe('loading commands', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'airdeck-commands-'));
		await mkdir(path.join(folder, 'dj'));
		await writeFile(path.join(folder, 'listen.ts'), commandCalled('listen'));
		await writeFile(path.join(folder, 'dj', 'skip.ts'), commandCalled('skip'));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	test('names each by its file, those in a folder by both', async () => {
		await writeFile(path.join(folder, 'README.md'), 'not a command');
		expect([...(await loadCommands(folder)).keys()]).toEqual(['dj skip', 'listen']);
	});

	test.each([
		['exports nothing', 'export const nothing = 1;\n', /commands\/bad\.ts does not export a command/],
		['exports something else', 'export default 42;\n', /commands\/bad\.ts does not export a command/],
		['goes by another name', commandCalled('good'), /commands\/bad\.ts calls itself "good"/],
		['cannot be read', 'export default {\n', /bad\.ts/],
		['breaks while loading', 'throw new Error("boom"); export default 1;\n', /boom/],
	])('stops at a file that %s, and names it', async (_what, content, problem) => {
		await writeFile(path.join(folder, 'bad.ts'), content);
		const failure = await loadCommands(folder).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(Error);
		const told = failure instanceof Error ? `${failure.message} ${failure.stack}` : '';
		expect(told).toMatch(problem);
		expect(told).toMatch(/bad\.ts/);
	});

	test('finds every command of this bot', async () => {
		const commands = await loadCommands(path.join(import.meta.dirname, '../../../commands'));
		expect([...commands.keys()]).toContain('dj skip');
		for (const command of commands.values()) expect(command.strings.description).not.toBe('');
	});
});
