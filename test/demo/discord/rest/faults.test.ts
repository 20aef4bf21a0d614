import { describe, expect, it } from 'vitest';
import { closeAfterEach, codeOf, messageOf, receiveCommand, setStage, slash } from '../with-bot.ts';

closeAfterEach();
const path = /^\/channels\/\d+\/messages$/;

describe('faults', () => {
	it('answer with 429 as Discord does, and discord.js comes back', async () => {
		const { client, discord, channelId } = await setStage();
		discord.faults.add({ path, status: 429, headers: { 'Retry-After': '0.05' } });

		await client.rest.post(`/channels/${channelId}/messages`, { body: { content: 'Patient' } });

		expect(discord.requests.slice(-2).map(({ status }) => status)).toEqual([429, 200]);
		expect(discord.requests.at(-2)?.response).toMatchObject({ retry_after: 0.05, global: false });
		expect(discord.messages(channelId)).toHaveLength(1);
	});

	it('lose the answer to a call that was carried out: a repeated acknowledgement is one too many', async () => {
		const stage = await setStage({ commands: [slash('queue')] });
		stage.discord.faults.add({ path: /callback$/, status: 500, afterwards: true });
		const { act, interaction } = await receiveCommand(stage, 'queue');

		expect(await codeOf(interaction.reply('Once'))).toBe(40060);
		expect((await messageOf(act)).content).toBe('Once');
	});

	it('close the line, say nothing, or talk HTML', async () => {
		const { client, discord, channelId } = await setStage();
		const post = () => client.rest.post(`/channels/${channelId}/messages`, { body: { content: 'x' } });
		discord.faults.add({ path, closeSocket: true });
		await expect(post()).rejects.toThrow(/other side closed/);

		discord.faults.add({ path, status: 502, times: 4 });
		await expect(post()).rejects.toThrow(/Bad Gateway/i);

		discord.faults.add({ path, hang: true });
		const silent = fetch(`${discord.apiUrl}/v10/channels/${channelId}/messages`, {
			method: 'POST',
			signal: AbortSignal.timeout(100),
		});
		await expect(silent).rejects.toThrow(/timeout|aborted/i);
		expect(discord.messages(channelId)).toEqual([]);
	});

	it('strike only what they name, as often as they say, until cleared', async () => {
		const { client, discord, channelId } = await setStage();
		const url = `/channels/${channelId}/messages` as const;
		discord.faults.add({ method: 'POST', path, status: 403, body: { code: 50013, message: 'No' }, times: 2 });

		expect(await client.rest.get(url)).toEqual([]);
		expect(await codeOf(client.rest.post(url, { body: { content: 'x' } }))).toBe(50013);
		discord.faults.clear();
		await client.rest.post(url, { body: { content: 'x' } });
		discord.faults.add({ path, delayMs: 20 });
		await client.rest.post(url, { body: { content: 'y' } });

		expect(discord.messages(channelId)).toHaveLength(2);
	});

	it('account for every call, with the parts of a bad one', async () => {
		const { client, discord, channelId } = await setStage();
		await codeOf(client.rest.post(`/channels/${channelId}/messages`, { body: { content: '' } }));

		expect(discord.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: `/channels/${channelId}/messages`,
			body: { content: '' },
			auth: true,
			status: 400,
			response: { code: 50006 },
		});
		const answer = await fetch(`${discord.apiUrl}/v10/channels/${channelId}/messages`, {
			method: 'POST',
			headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
			body: '{',
		});
		expect(await answer.json()).toMatchObject({ code: 50109 });
	});
});
