import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OptionValues } from '#demo/discord/people/command-input.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome } from '#test/support/outcome.ts';

/** Who reads which language, through the whole bot: a French Discord server with people from everywhere. */
let app: TestApp;
beforeAll(async () => {
	app = await startTestApp({
		guildLocale: 'fr',
		stations: [{ channels: { requests: channels.requests } }],
	});
});
afterAll(() => app.close());

/** Somebody whose Discord speaks this language. */
function somebody(locale: string, ...has: string[]) {
	const { id } = app.discord.addMember(guildId, { username: `from-${locale}`, locale, roles: has });
	const send = (command: string, options: OptionValues = {}) =>
		app.discord.command({ ...app.as('listener'), userId: id }, command, options);
	return {
		id,
		send,
		run: (command: string, options: OptionValues = {}) => app.see(send(command, options)),
	};
}

describe('somebody from Latin America', () => {
	test('is answered in Spanish', async () => {
		const { text, isPrivate } = await somebody('es-419').run('help');
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Ayuda\n-# Eres oyente en Lanternlight FM\n### Escuchar\n');
		expect(text).toMatch(/<\/nowplaying:\d+> Qué está sonando ahora mismo\n/);
	});

	test('is refused in Spanish', async () => {
		const { text } = await somebody('es-419').run('dj skip');
		expect(text).toContain('En Lanternlight FM esto solo lo puede hacer un DJ o alguien por encima.');
	});

	test('asks for a song in Spanish, and everybody reads of it in French', async () => {
		app.radio.station('lanternlight').addSong({ title: 'Faro', artist: 'Mar' });
		const asker = somebody('es-419');
		const { text } = await asker.run('request', { song: 'Faro' });
		expect(text).toContain('✅ Pedida · Lanternlight FM');
		expect(text).toContain('te quedan 4 peticiones esta hora');
		const told = app.discord.messages(channels.requests).map((message) => textOf(message));
		expect(told).toEqual([`🙋 <@${asker.id}> a demandé **Faro** · Mar`]);
	});
});

describe('somebody from Brazil', () => {
	test('reads numbers, sizes and shares as they are written there', async () => {
		const { text } = await somebody('pt-BR', roles.admin).run('server stats');
		expect(text).toMatch(/^## Servidor · 127\.0\.0\.1:\d+\n-# AzuraCast 0\.23\.7 · medido <t:\d+:R>\n/);
		expect(text).toMatch(/\*\*Processador\*\* \d+% de 2 núcleos\n/);
		expect(text).toMatch(/\*\*Memória\*\* \d,\d de \d,\d GB em uso\n/);
		expect(text).toMatch(/-# carga \d,\d+ · rede /);
	});

	test('reads days and counts as they are written there', async () => {
		const brazilian = somebody('pt-BR', roles.manager);
		const { text } = await seeOutcome(app, () => brazilian.send('station report'));
		expect(text).toContain(
			'## Relatório · Lanternlight FM\n-# segunda-feira, 16 de novembro de 2026 a domingo, 22 de novembro de 2026 · ',
		);
		expect(text).toMatch(
			/\*\*Ouvintes\*\* \d+ em média · pico \d+: \p{L}+(-feira)?, \d+ de novembro de 2026/u,
		);
	});
});

describe('what everybody reads', () => {
	test.each(['en-US', 'de', 'pt-BR', 'ja'])(
		'is in the language of the Discord server, also when asked for from %s',
		async (locale) => {
			const { text, isPrivate } = await somebody(locale).run('nowplaying');
			expect(isPrivate).toBe(false);
			expect(text).toContain('À l’antenne · Lanternlight FM');
			expect(text).toMatch(/🎧 \d+ auditeurs/u);
			expect(text).toContain('[Demander un morceau]');
		},
	);
});

describe('somebody whose language the bot does not speak', () => {
	test('is answered and refused in English', async () => {
		const japanese = somebody('ja');
		expect((await japanese.run('help')).text).toContain('## Help\n-# You are listener on Lanternlight FM\n');
		const { text } = await japanese.run('dj skip');
		expect(text).toContain('Only DJs and above can do this on Lanternlight FM.');
	});
});
