import { describe, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import type { TestApp } from '#test/support/app.ts';
import { channels } from '#test/support/app.ts';
import { mp3 } from '#test/support/audio.ts';
import type { Toxic } from './chaos-proxy.ts';
import { withFarDiscord } from './far-discord.ts';
import { type Chaos, withChaos } from './setting.ts';

const song = { name: 'harbour.mp3', content: mp3({ title: 'Harbour', artist: 'Mara', frames: 800 }) };
const place = 'discord/harbour.mp3';
const sending = /^POST \/api\/station\/[^/]+\/files\/upload/;
const withAudit = { channels: { audit: channels.audit } };

/** What stands there in the end, time going on by itself and faster. */
async function send({ app, pass }: Pick<Chaos, 'app' | 'pass'>): Promise<string> {
	const act = app.discord.command(app.as('manager'), 'station upload', { file: song });
	await act.acknowledged();
	const text = () =>
		act
			.answers()
			.map((message) => textOf(message))
			.join('\n');
	for (let tries = 0; tries < 60 && (!act.isAnswered() || text().startsWith('### ⏳')); tries++)
		await pass(1_000);
	return text();
}

const stored = (app: TestApp) =>
	app.radio.station('lanternlight').songs.filter(({ path }) => path === place).length;
const audited = (app: TestApp) => app.discord.messages(channels.audit).map((message) => textOf(message));

interface OnTheWay {
	toxic: Toxic;
	/** What becomes of the way after that, if it does not go on as it was. */
	afterwards?: 'torn' | 'gone';
	/** Whether the song is there afterwards. */
	arrives: boolean;
	isSeen: boolean;
}

const halfway = { direction: 'up', bytes: 60_000, after: sending } as const;
const answer = { direction: 'down', after: sending } as const;
const lost = { arrives: false, isSeen: false };
const seenToo = { arrives: true, isSeen: true };
const onTheWay: Record<string, OnTheWay> = {
	'cut in the middle': { toxic: { kind: 'cut', ...halfway }, ...lost },
	'torn in the middle': { toxic: { kind: 'reset', ...halfway }, ...lost },
	'torn before its first byte': { toxic: { kind: 'reset', ...halfway, bytes: 0 }, ...lost },
	'swallowed in the middle, and torn': {
		toxic: { kind: 'half-open', ...halfway },
		afterwards: 'torn',
		...lost,
	},
	'whose answer is cut off': { toxic: { kind: 'cut', ...answer, bytes: 20 }, ...seenToo },
	'whose answer is lost with the line': { toxic: { kind: 'reset', ...answer }, ...seenToo },
	'that goes slowly': { toxic: { kind: 'drip', ...halfway, bytes: 9_000, ms: 20 }, ...seenToo },
	'after which nothing can be asked any more': {
		toxic: { kind: 'half-open', ...answer },
		afterwards: 'gone',
		arrives: true,
		isSeen: false,
	},
};

describe.concurrent('an upload', () => {
	test.for(Object.entries(onTheWay))(
		'%s is sent once, and no more is said of it than was seen',
		{
			timeout: 60_000,
		},
		async ([, { toxic, afterwards, arrives, isSeen }], context) => {
			const { expect } = context;
			const chaos = await withChaos('azuracast', context, { extra: (far) => [{ ...far, ...withAudit }] });
			const { app, way, asked, run, pass } = chaos;
			await run('manager', 'nowplaying');
			asked();
			way.add(toxic);
			const seeing = send(chaos);
			await expect.poll(() => way.struck(toxic), { timeout: 10_000 }).toBe(1);
			if (afterwards !== undefined) {
				await pass(5_000);
				await expect.poll(() => stored(app)).toBe(arrives ? 1 : 0);
				await way.down();
				if (afterwards === 'torn') await way.up();
			}
			const text = await seeing;
			expect(stored(app)).toBe(arrives ? 1 : 0);
			expect(asked().filter((call) => sending.test(call)).length).toBeLessThanOrEqual(1);
			if (isSeen) expect(text).toContain('Added · Far Radio');
			else {
				expect(text).toContain('Sent, but not seen: harbour.mp3');
				expect(text).toContain('It was not sent a second time.');
			}
			await expect.poll(() => audited(app)).toHaveLength(1);
			expect(audited(app)[0]).toMatch(isSeen ? /uploaded Mara – Harbour to/ : /not confirmed|not seen/i);
			expect(app.log()).not.toMatch(/"level":[56]0/);
		},
	);

	test.for<[string, Toxic]>([
		['is cut off', { kind: 'cut', direction: 'down', bytes: 200_000, after: /^GET \/attachments/ }],
		['is torn', { kind: 'reset', direction: 'down', bytes: 200_000, after: /^GET \/attachments/ }],
		['is torn in its head', { kind: 'reset', direction: 'down', bytes: 30, after: /^GET \/attachments/ }],
	])(
		'whose file %s on its way from Discord is stored nowhere, and that is said',
		{
			timeout: 60_000,
		},
		async ([, toxic], context) => {
			const { expect } = context;
			const far = await withFarDiscord(context, { stations: [withAudit] });
			far.rest.add(toxic);
			expect(await send(far)).toMatch(/The file broke off on its way from Discord. Nothing was stored/);
			expect(stored(far.app)).toBe(0);
			expect(far.app.log()).not.toMatch(/"level":[56]0/);
			far.rest.clear();
			expect(await send(far)).toContain('Added');
			expect(stored(far.app)).toBe(1);
		},
	);
});
