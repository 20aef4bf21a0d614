import path from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import strings from '#locales/en-US/shared/channel-rights.ts';
import { rightWord } from '#src/discord/right-word.ts';
import { loadWords } from '#src/words/words.ts';

const words = await loadWords(path.join(import.meta.dirname, '../../../locales'));

test.each([
	['en-US', 'Send Messages'],
	['de', 'Nachrichten senden'],
	['es-419', 'Enviar mensajes'],
	['fr', 'Envoyer des messages'],
	['pt-BR', 'Enviar mensagens'],
	['ja', 'Send Messages'],
])('is called as in the Discord of who reads it: %s', (locale, called) => {
	expect(rightWord(words, locale, 'SendMessages')).toBe(called);
});

test.each(['Send Messages', 'constructor', '', 'a.b'])('%j, which is no right, is told as it is', (name) => {
	expect(rightWord(words, 'de', name)).toBe(name);
});

test('all of them are rights that Discord knows', () => {
	for (const name of Object.keys(strings)) expect(PermissionFlagsBits).toHaveProperty(name);
});
