import { describe, expect, it } from 'vitest';
import { buttons, customIdOf, findByLabel, selects, textOf } from '#demo/discord/read-message.ts';
import { closeAfterEach, setStage } from './with-bot.ts';

closeAfterEach();

async function show(body: object) {
	const { client, discord, channelId } = await setStage();
	await client.rest.post(`/channels/${channelId}/messages`, { body });
	return discord.messages(channelId)[0]!;
}

describe('reading a message', () => {
	it('finds every word of a card, in the order it stands there', async () => {
		const card = await show({
			flags: 32_768,
			components: [
				{
					type: 17,
					components: [
						{
							type: 9,
							components: [{ type: 10, content: '# Night' }],
							accessory: { type: 11, media: { url: 'https://radio.example/a.png' }, description: 'Cover' },
						},
						{
							type: 1,
							components: [
								{ type: 2, style: 1, custom_id: 'again', label: 'Refresh' },
								{ type: 2, style: 5, url: 'https://radio.example', label: 'Listen' },
							],
						},
						{
							type: 1,
							components: [
								{
									type: 3,
									custom_id: 'song',
									placeholder: 'Which song?',
									options: [{ label: 'One', value: '1', description: 'Lena' }],
								},
							],
						},
					],
				},
			],
		});

		expect(textOf(card)).toBe('# Night\nCover\n[Refresh]\n[Listen]\nWhich song?\nOne (Lena)');
		expect(buttons(card).map(({ label }) => label)).toEqual(['Refresh', 'Listen']);
		expect(selects(card).map((select) => select.custom_id)).toEqual(['song']);
		expect(customIdOf(card, 'Refresh')).toBe('again');
		expect(customIdOf(card, 'Which song?')).toBe('song');
		expect(() => customIdOf(card, 'Listen')).toThrow(/is a link/);
		expect(() => findByLabel(card, 'Skip')).toThrow(
			'Nothing is labelled "Skip"; there is "Refresh", "Listen"',
		);
	});

	it('reads content and embeds', async () => {
		const message = await show({
			content: 'Hello',
			embeds: [{ title: 'T', description: 'D', fields: [{ name: 'N', value: 'V' }], footer: { text: 'F' } }],
		});

		expect(textOf(message)).toBe('Hello\nT\nD\nN\nV\nF');
	});
});
