import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

const page = (number: number, words: string) =>
	`GET /api/station/lanternlight/requests?rowCount=6&current=${number}&searchPhrase=${words} (none)`;
const labels = (message: LoopbackMessage) => buttons(message).map(({ label }) => label);
const disabled = (message: LoopbackMessage) =>
	buttons(message).flatMap((one) => (one.disabled === true ? [one.label] : []));

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
	for (let number = 1; number <= 13; number++)
		station.addSong({
			title: `Flotsam ${String(number).padStart(2, '0')}`,
			artist: `Beach ${number}`,
			album: 'Sand',
		});
});
beforeEach(async () => {
	await app.clock.advance(61 * 60_000);
	app.calls();
});
afterAll(() => app.close());

describe('/search', () => {
	test('shows the person alone six songs a page, by one call without a key', async () => {
		const { text, isPrivate, message } = await app.run('listener', 'search', { text: 'flotsam' });
		expect(app.calls()).toEqual([page(1, 'flotsam')]);
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Songs with “flotsam”\n-# 13 found on Lanternlight FM · page 1 of 3\n');
		expect(text).toContain('**Flotsam 01**\n-# Beach 1 · Sand\n[Request]');
		expect(labels(message).filter((label) => label === 'Request')).toHaveLength(6);
		expect(disabled(message)).toEqual(['Previous']);
	});

	test('turns its pages in place', async () => {
		const { message } = await app.run('listener', 'search', { text: 'flotsam' });
		await app.click('listener', message, 'Next');
		const last = await app.click('listener', message, 'Next');
		expect(app.calls()).toEqual([page(1, 'flotsam'), page(2, 'flotsam'), page(3, 'flotsam')]);
		expect(last.message.id).toBe(message.id);
		expect(last.text).toContain('page 3 of 3');
		expect(labels(last.message)).toEqual(['Request', 'Previous', 'Next', 'Change words']);
		expect(disabled(last.message)).toEqual(['Next']);
		expect((await app.click('listener', message, 'Previous')).text).toContain('page 2 of 3');
	});

	test('keeps words too long for the id of a button, also across a restart', async () => {
		const long = 'Ö'.repeat(90);
		for (let number = 1; number <= 7; number++)
			station.addSong({ title: `${long} ${number}`, artist: `Umlaut ${number}` });
		const { message } = await app.run('listener', 'search', { text: long });
		await app.restart();
		app.calls();
		const { text } = await app.click('listener', message, 'Next');
		expect(app.calls()).toEqual([page(2, encodeURIComponent(long))]);
		expect(text).toContain('page 2 of 2');
	});

	test('keeps words that look like the parts of an id', async () => {
		for (let number = 1; number <= 7; number++) station.addSong({ title: `50%:off ~x ${number}` });
		const { message } = await app.run('listener', 'search', { text: '50%:off ~x' });
		const { text } = await app.click('listener', message, 'Next');
		expect(text).toContain('page 2 of 2');
		expect(app.calls().at(-1)).toBe(page(2, '50%25%3Aoff+%7Ex'));
	});

	test('changes its words in a form, in place', async () => {
		const { message } = await app.run('listener', 'search', { text: 'flotsam' });
		const form = await app.openForm('listener', message, 'Change words');
		const seen = await app.submit('listener', form, { text: 'flotsam 13' });
		expect(seen.message.id).toBe(message.id);
		expect(seen.text).toContain('## Songs with “flotsam 13”\n-# 1 found on Lanternlight FM · page 1 of 1');
	});

	test('says when nothing matches, and lets the words be changed', async () => {
		const { text, message } = await app.run('german', 'search', { text: '<@1> nichts' });
		expect(text).toContain('Auf Lanternlight FM passt nichts zu „\\<\\@1> nichts“.');
		expect(labels(message)).toEqual(['Wörter ändern']);
	});

	test('is told why by a server that does not offer requests', async () => {
		station.requestsEnabled = false;
		const { text, isPrivate } = await app.run('listener', 'search', { text: 'flotsam' });
		station.requestsEnabled = true;
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ⚠️ The songs were not searched');
		expect(text).toContain('Lanternlight FM has song requests switched off in AzuraCast.');
	});
});

describe('the buttons of /search', () => {
	const idOf = (message: LoopbackMessage, songId: string) =>
		buttons(message).find(({ custom_id: id }) => id?.endsWith(songId));

	test('request the song beside them with the station key, in an answer of its own', async () => {
		const song = station.addSong({ title: 'Pressed Flower', artist: 'Herbarium' });
		const { message } = await app.run('listener', 'search', { text: 'pressed flower' });
		app.calls();
		const seen = await app.click('listener', message, 'Request');
		expect(seen.message.id).not.toBe(message.id);
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('✅ Requested · Lanternlight FM\n## Pressed Flower');
		expect(app.calls()).toEqual([`POST /api/station/lanternlight/request/${song.uniqueId} (station)`]);
	});

	test('say what cannot be asked for just now, as far as it is known without asking', async () => {
		const recent = putOnAir(station, { title: 'Driftwood A', artist: 'Shore One' });
		const onAir = putOnAir(station, { title: 'Driftwood B', artist: 'Shore Two' });
		const asked = station.addSong({ title: 'Driftwood C', artist: 'Shore Three' });
		station.addSong({ title: 'Driftwood D', artist: 'Shore Four' });
		await app.run('listener', 'nowplaying');
		await app.run('listener', 'request', { song: 'Driftwood C' });
		app.calls();
		const { message } = await app.run('dj', 'search', { text: 'driftwood' });
		expect(app.calls()).toEqual([page(1, 'driftwood')]);
		expect(idOf(message, onAir.uniqueId)).toMatchObject({ label: 'On air', disabled: true });
		expect(idOf(message, recent.uniqueId)).toMatchObject({ label: 'Played recently', disabled: true });
		expect(idOf(message, asked.uniqueId)).toMatchObject({ label: 'Requested', disabled: true });
		expect(labels(message).filter((label) => label === 'Request')).toHaveLength(1);
	});
});
