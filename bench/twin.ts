import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import type { Stage } from './stage.ts';

/** Of Discord's components of version 2, whose flag a message must carry. */
const componentsV2 = 1 << 15;

/** Gives a bot that registers nothing the same commands as on the other stage. */
export async function copyCommands(from: Stage, to: Stage): Promise<void> {
	await send(to, 'PUT', `/applications/${to.discord.applicationId}/commands`, from.discord.commands());
}

/** Posts the same cards, for their buttons, in the name of a bot that posts nothing itself. */
export async function copyCards(cards: readonly LoopbackMessage[], to: Stage): Promise<LoopbackMessage[]> {
	const { channelId } = to.listener;
	for (const { components } of cards)
		await send(to, 'POST', `/channels/${channelId}/messages`, { components, flags: componentsV2 });
	return to.discord.messages(channelId);
}

async function send({ discord }: Stage, method: string, path: string, body: unknown): Promise<void> {
	const response = await fetch(`${discord.apiUrl}/v10${path}`, {
		method,
		headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok)
		throw new Error(`The loopback Discord refused ${method} ${path}: ${await response.text()}`);
}
