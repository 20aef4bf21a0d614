import type { Act, LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import type { TestApp } from './app.ts';
import type { Seen } from './people.ts';

/** As `seeInTime`, for work that shows how far it is in between: what stands there in the end. */
export async function seeOutcome(app: TestApp, start: () => Act): Promise<Seen> {
	let usual = app.clock.waiting;
	const seen = await app.seeInTime(start);
	let idle = 0;
	while (isProgress(seen.message)) {
		await new Promise((resolve) => setTimeout(resolve, 2));
		usual = Math.min(usual, app.clock.waiting);
		idle = app.clock.waiting > usual ? 0 : idle + 1;
		// A question that was answered waits for its end meanwhile, and then no longer.
		if (idle > 500) [idle, usual] = [0, usual - 1];
		if (app.clock.waiting > usual) await app.clock.advance(1_000);
	}
	const text = textOf(seen.message);
	return { ...seen, text, plain: text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1') };
}

function isProgress(message: LoopbackMessage): boolean {
	return textOf(message).startsWith('### ⏳');
}

/** The text of the newest message to the administrator that contains this: a failure is told beside the card it belongs to. */
export async function seeTold(app: TestApp, part: string): Promise<string> {
	for (let tries = 0; tries < 1_000; tries++) {
		const texts = app.discord
			.messages(app.channelId, app.as('admin').userId)
			.map((message) => textOf(message));
		const found = texts.findLast((text) => text.includes(part));
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	throw new Error(`Nobody was told "${part}"`);
}
