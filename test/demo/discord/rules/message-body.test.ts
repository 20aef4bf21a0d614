import { DiscordAPIError, MessageFlags } from 'discord.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { closeAfterAll, type Stage, setStage } from '../with-bot.ts';

closeAfterAll();
let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});

async function send(body: object): Promise<{ id: string }> {
	await stage.client.rest.post(`/channels/${stage.channelId}/messages`, { body });
	return stage.discord.messages(stage.channelId).at(-1)!;
}

async function errorsOf(call: Promise<unknown>): Promise<unknown> {
	return call.then(
		() => 'accepted',
		(error: unknown) => {
			if (!(error instanceof DiscordAPIError)) throw error;
			return 'errors' in error.rawError ? error.rawError.errors : error.code;
		},
	);
}

const edit = (id: string, body: object) =>
	stage.client.rest.patch(`/channels/${stage.channelId}/messages/${id}`, { body });

describe('content and embeds', () => {
	it('counts 2000 characters, an emoji as one', async () => {
		expect(await errorsOf(send({ content: '🎵'.repeat(2000) }))).toBe('accepted');
		expect(await errorsOf(send({ content: 'x'.repeat(2001) }))).toEqual({
			content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
		});
	});

	it.each<[string, object[], object]>([
		['a title of 257 characters', [{ title: 'x'.repeat(257) }], { 0: { title: {} } }],
		['a description of 4097', [{ description: 'x'.repeat(4097) }], { 0: { description: {} } }],
		[
			'26 fields',
			[{ fields: Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' })) }],
			{ 0: { fields: {} } },
		],
		[
			'a field without value',
			[{ fields: [{ name: 'n', value: '' }] }],
			{ 0: { fields: { 0: { value: {} } } } },
		],
		['a link that is none', [{ title: 'x', url: 'radio' }], { 0: { url: {} } }],
		['nothing in it', [{ color: 1 }], { 0: {} }],
		['a picture that was not sent', [{ image: { url: 'attachment://a.png' } }], { 0: {} }],
		['6001 characters in all', [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }], {}],
		['eleven of them', Array.from({ length: 11 }, () => ({ title: 'x' })), {}],
	])('refuses embeds with %s', async (_, embeds, errors) => {
		expect(await errorsOf(send({ embeds }))).toMatchObject({ embeds: errors });
	});

	it('refuses mention rules that contradict each other', async () => {
		const allowed_mentions = { parse: ['users'], users: [stage.mara.userId] };
		expect(await errorsOf(send({ content: 'x', allowed_mentions }))).toMatchObject({ allowed_mentions: {} });
	});
});

describe('edits', () => {
	const card = { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'Card' }] };

	it('keep what they do not name and clear what they null', async () => {
		const { id } = await send({ content: 'Text', embeds: [{ title: 'Embed' }] });

		await edit(id, { content: null });

		expect(stage.discord.message(id)).toMatchObject({ content: '', embeds: [{ title: 'Embed' }] });
		expect(await errorsOf(edit(id, { embeds: [] }))).toBe(50006);
	});

	it('turn a text into a card only when the text goes', async () => {
		const { id } = await send({ content: 'Text' });
		expect(await errorsOf(edit(id, card))).toMatchObject({ content: {} });

		await edit(id, { ...card, content: null });

		expect(stage.discord.message(id)).toMatchObject({ content: '', flags: MessageFlags.IsComponentsV2 });
	});

	it('never turn a card back', async () => {
		const { id } = await send(card);

		expect(await errorsOf(edit(id, { flags: 0, content: 'Text', components: [] }))).toMatchObject({
			flags: { _errors: [{ code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG' }] },
		});
		expect(await errorsOf(edit(id, { content: 'Text' }))).toMatchObject({ content: {} });
		await edit(id, { components: [{ type: 10, content: 'New' }] });
		expect(stage.discord.message(id)).toMatchObject({ components: [{ content: 'New' }] });
	});

	it('leave the message alone when they are refused', async () => {
		const { id } = await send(card);
		const before = structuredClone(stage.discord.message(id));

		await errorsOf(edit(id, { components: [{ type: 10, content: '' }] }));

		expect(stage.discord.message(id)).toEqual(before);
	});
});
