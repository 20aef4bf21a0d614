import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type GuildDocument, guildDocumentSchema } from '#src/store/guild-document.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';
import { type Spoiling, share, spoil, spoilings, textOf } from './spoiling.ts';

const rowSchema = z.object({ key: z.string(), value: z.string(), expires: z.number().nullable() });
type Row = z.output<typeof rowSchema>;

/** What becomes of one stored value: another document in the same clothes, half of it, or something that is none. */
type Harm = { spoiling: Spoiling } | { cut: number } | { text: string };
const harms: fc.Arbitrary<Harm> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ spoiling: spoilings }) },
	{ weight: 1, arbitrary: fc.record({ cut: share }) },
	{
		weight: 1,
		arbitrary: fc.record({
			text: fc.constantFrom('', 'null', '{}', '[]', '{"value":null}', '\0', '{"value"'),
		}),
	},
);

/** Starts the bot again and again, each time with one value of its store spoiled, chosen evenly among the kinds of values. */
export function describeStored(runs: number): void {
	let app: TestApp;
	let rows: Row[];
	let kinds: string[];
	const open = () => new DatabaseSync(path.join(app.dataDir, 'airdeck.sqlite'));
	const read = () => {
		const database = open();
		const found = z.array(rowSchema).parse(database.prepare('select key, value, expires from entries').all());
		database.close();
		return found;
	};

	beforeAll(async () => {
		const { alerts, audit, nowPlaying } = channels;
		app = await startTestApp({
			live: true,
			stations: [{ channels: { alerts, audit, nowPlaying } }],
			environment: { SERVER_SAMPLES: 'true' },
		});
		for (const options of [
			{ kind: 'feed', channel: channels.requests },
			{ kind: 'scheduled', channel: channels.upload, times: '*/5 * * * *', content: 'today' },
		]) {
			const preview = await app.run('manager', 'post add', options);
			await app.click('manager', preview.message, 'Post it');
		}
		await app.run('manager', 'alerts');
		await app.seeInTime(() => app.discord.command(app.as('manager'), 'doctor'));
		await app.seeInTime(() => app.discord.command(app.as('dj'), 'dj skip'));
		putOnAir(app.radio.station('lanternlight'), { title: 'Harbour', artist: 'Mara' });
		await passTime(app.clock, 400_000);
		await app.stopBot();
		rows = read();
		kinds = [...new Set(rows.map(({ key }) => namespaceOf(key)))];
	}, 60_000);
	afterAll(() => app.close(), 120_000);

	async function lives(kind: string, which: number, harm: Harm): Promise<void> {
		const ofKind = rows.filter(({ key }) => namespaceOf(key) === kind);
		const victim = ofKind[Math.floor(which * ofKind.length)];
		if (victim === undefined) return;
		const value = harmed(victim.value, harm);
		const database = open();
		database.exec('delete from entries');
		const put = database.prepare('insert into entries (key, value, expires) values (?, ?, ?)');
		for (const row of rows) put.run(row.key, row.key === victim.key ? value : row.value, row.expires);
		database.close();
		const before = app.log().length;
		const what = `${victim.key}: ${value.slice(0, 300)}`;
		await app.restart();
		await passTime(app.clock, 12_000);
		for (const command of ['nowplaying', 'post list', 'audit', 'help']) {
			const seen = await app.run('owner', command);
			expect(seen.message.components.length, `${command} with ${what}`).toBeGreaterThan(0);
		}
		expect(app.refusals, what).toEqual([]);
		await app.stopBot();
		const log = app.log().slice(before);
		expect(log, what).not.toMatch(/"level":60/);
		const after = new Map(read().map((row) => [row.key, row.value]));
		const isLeftover = kind === 'guilds' ? leftoversBetween(victim.value, value) : () => false;
		for (const { key } of rows)
			if (key !== victim.key && lasts(key) && !isLeftover(key))
				expect(after.has(key), `${key} beside ${what}`).toBe(true);
		// Nothing is written over settings that cannot be read: somebody may still be able to mend them.
		if (kind === 'guilds' && guildDocument(value) === undefined)
			expect(after.get(victim.key), what).toBe(value);
	}

	test('whatever a value of the store holds, the bot starts, answers, and keeps the others', {
		timeout: 30_000 + runs * 3_000,
	}, async () => {
		expect(kinds.length).toBeGreaterThan(8);
		await fc.assert(
			fc.asyncProperty(share, share, harms, async (kind, which, harm) =>
				lives(kinds[Math.floor(kind * kinds.length)] ?? '', which, harm),
			),
			{ numRuns: runs, endOnFailure: true },
		);
	});
}

const namespaceOf = (key: string) => key.slice(0, key.indexOf(':'));

/** What nobody forgets by itself within seconds. */
const lasts = (key: string) => /^(?:guilds|post-states|likes|audit|last-checks|watched-)/.test(key);

function harmed(value: string, harm: Harm): string {
	if ('text' in harm) return harm.text;
	if ('cut' in harm) return value.slice(0, Math.floor(harm.cut * value.length));
	const { value: document } = z.object({ value: z.unknown() }).parse(JSON.parse(value));
	return textOf({ value: spoil(document, harm.spoiling) });
}

/** What was kept for posts that settings in good order no longer have, or no longer have at a station: the bot takes it away. */
function leftoversBetween(before: string, after: string): (key: string) => boolean {
	const posts = guildDocument(before)?.posts ?? [];
	const now = guildDocument(after)?.posts ?? posts;
	const gone = posts.filter(
		({ id, stationId }) => !now.some((post) => post.id === id && post.stationId === stationId),
	);
	const keys = new Set(gone.map(({ id }) => `post-states:${id}`));
	return (key) => keys.has(key);
}

function guildDocument(text: string): GuildDocument | undefined {
	try {
		const { value } = z.object({ value: z.unknown() }).parse(JSON.parse(text));
		return guildDocumentSchema.safeParse(value).data;
	} catch {
		return undefined;
	}
}
