import { expect, it } from 'vitest';
import { fittingCommands } from '#demo/page/composer/fitting-commands.ts';
import type { Command } from '#demo/page/wire.ts';

const command = (name: string): Command => ({
	id: name,
	name,
	label: name,
	group: name.includes(' ') ? String(name.split(' ')[0]) : '',
	description: '',
	options: [],
});
const commands = ['nowplaying', 'request', 'search', 'dj play', 'dj skip'].map(command);
const fitting = (typed: string) =>
	fittingCommands(commands, typed, 'Commands').map(({ command: { name }, group }) => `${group}: ${name}`);

it('offers everything for a slash, the plain commands first', () => {
	expect(fitting('/')).toEqual([
		'Commands: nowplaying',
		'Commands: request',
		'Commands: search',
		'/dj: dj play',
		'/dj: dj skip',
	]);
});

it('finds a command by its beginning, by any part, and by its sub-command', () => {
	expect(fitting('/re')[0]).toBe('Commands: request');
	expect(fitting('/play')).toEqual(['Commands: nowplaying', '/dj: dj play']);
	expect(fitting('/DJ SK')).toEqual(['/dj: dj skip']);
});

it('offers nothing where nothing fits', () => {
	expect(fitting('/xyz')).toEqual([]);
});
