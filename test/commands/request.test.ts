import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import type { NewSong } from '#demo/azuracast/song-library.ts';
import { buttons, customIdOf, selects, textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';

const search = (text: string) =>
	`GET /api/station/lanternlight/requests?rowCount=25&current=1&searchPhrase=${text} (none)`;
const post = (id: string, key = 'station') => `POST /api/station/lanternlight/request/${id} (${key})`;
const labels = (message: Parameters<typeof buttons>[0]) => buttons(message).map(({ label }) => label);

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { requests: channels.requests } }] });
	station = app.radio.station('lanternlight');
});
// Every test may ask afresh: nobody's hour is used up.
beforeEach(async () => {
	app.radio.faults.clear();
	await app.clock.advance(61 * 60_000);
	app.calls();
});
afterAll(() => app.close());

const add = (given: NewSong) => station.addSong({ album: '', ...given });

describe('the suggestions of /request', () => {
	test('come by one call a keystroke, without a key', async () => {
		const song = add({ title: 'Quixotic Morning', artist: 'Zephyr' });
		const choices = await app.suggest('listener', 'request', { song: 'quixo' }, 'song');
		expect(choices).toEqual([{ name: 'Zephyr – Quixotic Morning', value: song.uniqueId }]);
		expect(app.calls()).toEqual([search('quixo')]);
	});

	test('come by none for a text asked for a moment ago, nor for one that only narrows a complete list', async () => {
		add({ title: 'Vortex Street', artist: 'Kármán' });
		add({ title: 'Vortices', artist: 'Kármán' });
		await app.suggest('listener', 'request', { song: 'vort' }, 'song');
		await app.suggest('dj', 'request', { song: 'Vort' }, 'song');
		const narrowed = await app.suggest('listener', 'request', { song: 'vortex' }, 'song');
		expect(narrowed.map(({ name }) => name)).toEqual(['Kármán – Vortex Street']);
		await app.suggest('listener', 'request', { song: 'vort' }, 'song');
		expect(app.calls()).toEqual([search('vort')]);
		await app.clock.advance(60_000);
		await app.suggest('listener', 'request', { song: 'vort' }, 'song');
		expect(app.calls()).toEqual([search('vort')]);
	});

	test('ask again where the list before was cut off', async () => {
		const first = await app.suggest('listener', 'request', { song: 'a' }, 'song');
		expect(first).toHaveLength(25);
		await app.suggest('listener', 'request', { song: 'an' }, 'song');
		expect(app.calls()).toEqual([search('a'), search('an')]);
	});

	test('are offered before anything is typed', async () => {
		expect(await app.suggest('listener', 'request', { song: '' }, 'song')).toHaveLength(25);
		expect(app.calls()).toEqual(['GET /api/station/lanternlight/requests?rowCount=25&current=1 (none)']);
	});

	test('are none while the radio server is down', async () => {
		await app.radio.down();
		expect(await app.suggest('listener', 'request', { song: 'anything' }, 'song')).toEqual([]);
		await app.radio.up();
		expect(app.log()).toContain('/request suggestions was not done');
	});
});

describe('/request', () => {
	test('of a chosen song sends one POST with the station key, and tells the person alone', async () => {
		const song = add({ title: 'Chosen One', artist: 'Picker', album: 'Lists' });
		await app.suggest('listener', 'request', { song: 'Chosen' }, 'song');
		app.calls();
		const { text, isPrivate, message } = await app.run('listener', 'request', { song: song.uniqueId });
		expect(app.calls()).toEqual([post(song.uniqueId)]);
		expect(isPrivate).toBe(true);
		expect(text).toContain('-# ✅ Requested · Lanternlight FM\n## Chosen One\n**Picker**\n-# Lists');
		expect(text).toContain('The station plays it when its own rules allow.');
		const again = Math.round(app.clock.now() / 1000) + 60;
		expect(text).toContain(`-# You can ask again at <t:${again}:t> · 4 requests left this hour`);
		expect(labels(message)).toEqual(['Tell me when it is on', 'Up next']);
		expect(station.requests.all[0]?.song).toBe(song);
	});

	test('says who asked in the channel for requests, in the language of the server, without pinging', async () => {
		add({ title: 'Announced', artist: 'Town Crier' });
		const { text } = await app.run('german', 'request', { song: 'Announced' });
		expect(text).toContain('✅ Gewünscht · Lanternlight FM');
		const told = app.discord.messages(channels.requests).at(-1);
		expect(told && textOf(told)).toBe(
			`🙋 <@${app.as('german').userId}> asked for **Announced** · Town Crier`,
		);
		expect(told?.pinged).toEqual([]);
	});

	test('of typed text that fits one song asks for that song', async () => {
		const song = add({ title: 'Only Fit', artist: 'Tailor' });
		const { text } = await app.run('listener', 'request', { song: 'only fit' });
		expect(text).toContain('## Only Fit');
		expect(app.calls()).toEqual([search('only+fit'), post(song.uniqueId)]);
	});

	test('takes “artist – title” apart where nothing is called so', async () => {
		const song = add({ title: 'Common Name', artist: 'Rare Artist' });
		add({ title: 'Common Name', artist: 'Somebody Else' });
		await app.run('listener', 'request', { song: 'rare artist - common name' });
		expect(app.calls()).toEqual([
			search('rare+artist+-+common+name'),
			search('common+name'),
			post(song.uniqueId),
		]);
	});

	test('of typed text that fits several asks which, and then sends the one', async () => {
		add({ title: 'Bright Twin', artist: 'Gemini', album: 'Left' });
		const right = add({ title: 'Dark Twin', artist: 'Gemini', album: 'Right' });
		const question = await app.run('listener', 'request', { song: 'twin' });
		expect(question.isPrivate).toBe(true);
		expect(question.text).toContain('## Which one?\n-# 2 songs fit “twin”\nChoose a song');
		expect(selects(question.message)[0]).toMatchObject({
			options: [
				{ label: 'Gemini – Bright Twin', description: 'Left' },
				{ label: 'Gemini – Dark Twin', description: 'Right', value: right.uniqueId },
			],
		});
		app.calls();
		const answer = await app.choose('listener', question.message, right.uniqueId);
		expect(answer.message.id).toBe(question.message.id);
		expect(answer.text).toContain('## Dark Twin');
		expect(app.calls()).toEqual([post(right.uniqueId)]);
	});

	test('shows the first 25 of too many', async () => {
		const { text, message } = await app.run('listener', 'request', { song: 'a' });
		expect(text).toMatch(
			/-# \d+ songs fit “a”\n-# The first 25 are in the list\. Add a word to narrow it down\./,
		);
		expect(selects(message)[0]).toHaveProperty('options.length', 25);
	});

	test('of text that fits nothing says so, with a way to go on', async () => {
		const { text, message } = await app.run('listener', 'request', { song: '*nothing* like it' });
		expect(text).toContain('Nothing on Lanternlight FM matches “\\*nothing\\* like it”.');
		expect(app.calls().some((call) => call.startsWith('POST'))).toBe(false);
		const song = add({ title: 'Found After All', artist: 'Seeker' });
		const form = await app.openForm('listener', message, 'Find another song');
		const found = await app.submit('listener', form, { text: 'found after' });
		expect(found.isPrivate).toBe(true);
		expect(found.text).toContain('✅ Requested');
		expect(app.calls()).toContain(post(song.uniqueId));
	});

	test('reads a value that no suggestion offered as text, whatever it looks like', async () => {
		const { text } = await app.run('listener', 'request', { song: '../../admin/settings' });
		expect(text).toContain('Nothing on Lanternlight FM matches');
		expect(app.calls()).toEqual([search('..%2F..%2Fadmin%2Fsettings')]);
	});

	test('of a song that was suggested before a restart still works', async () => {
		const song = add({ title: 'Long Typing', artist: 'Slow Hand' });
		const [choice] = await app.suggest('listener', 'request', { song: 'Long Typing' }, 'song');
		await app.restart();
		app.calls();
		const { text } = await app.run('listener', 'request', { song: String(choice?.value) });
		expect(text).toContain('✅ Requested');
		expect(app.calls().filter((call) => call.startsWith('POST'))).toEqual([post(song.uniqueId)]);
	});

	test('opens as a form from the button of a card', async () => {
		const song = add({ title: 'By Button', artist: 'Presser' });
		const card = await app.run('listener', 'nowplaying');
		const form = await app.openForm('german', card.message, 'Request a song');
		expect(form.title).toBe('Song wünschen');
		const seen = await app.submit('german', form, { text: 'By Button' });
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('✅ Gewünscht');
		expect(app.calls()).toContain(post(song.uniqueId));
	});

	test('during a live show promises it for afterwards', async () => {
		add({ title: 'For Later', artist: 'Patient' });
		station.goLive('Hanne');
		await app.run('listener', 'nowplaying');
		const { text } = await app.run('listener', 'request', { song: 'For Later' });
		station.endLive();
		expect(text).toContain("It plays after Hanne's show.");
	});

	test('sends one POST when a quick finger chooses twice', async () => {
		const song = add({ title: 'Quick One', artist: 'Doubler' });
		add({ title: 'Quick Two', artist: 'Doubler' });
		const { message } = await app.run('listener', 'request', { song: 'quick' });
		const [menu] = selects(message);
		app.calls();
		const choose = () =>
			app.discord.select(app.as('listener'), message.id, menu?.custom_id ?? '', [song.uniqueId]);
		await Promise.all([choose().answer(), choose().answer()]);
		expect(app.calls()).toEqual([post(song.uniqueId)]);
	});
});

describe('the bot’s own limits', () => {
	test('let each person ask once a minute', async () => {
		add({ title: 'First Wish', artist: 'Aladdin' });
		add({ title: 'Second Wish', artist: 'Djinn' });
		await app.run('listener', 'request', { song: 'First Wish' });
		const until = Math.round(app.clock.now() / 1000) + 60;
		await app.clock.advance(59_000);
		app.calls();
		const refused = await app.run('listener', 'request', { song: 'Second Wish' });
		expect(refused.text).toContain('### ⚠️ Not requested: Second Wish');
		expect(refused.text).toContain('Each person can ask once every 1 min here.');
		expect(refused.text).toContain(`Ask again after <t:${until}:T>.`);
		expect(app.calls()).toEqual([search('Second+Wish')]);
		await app.clock.advance(1_000);
		expect((await app.run('listener', 'request', { song: 'Second Wish' })).text).toContain('✅ Requested');
	});

	test('are nobody else’s', async () => {
		add({ title: 'Hers', artist: 'Her' });
		add({ title: 'His', artist: 'Him' });
		await app.run('listener', 'request', { song: 'Hers' });
		expect((await app.run('dj', 'request', { song: 'His' })).text).toContain('✅ Requested');
	});

	test('let each person ask five times an hour, also across a restart', async () => {
		for (let count = 1; count <= 5; count++) {
			add({ title: `Many Wishes ${count}`, artist: `Number ${count}` });
			const { text } = await app.run('manager', 'request', { song: `Many Wishes ${count}` });
			expect(text).toContain(count === 5 ? 'no requests left this hour' : `${5 - count} request`);
			await app.clock.advance(61_000);
		}
		await app.restart();
		add({ title: 'One Too Many', artist: 'Sixth' });
		const { text } = await app.run('manager', 'request', { song: 'One Too Many' });
		expect(text).toContain('All 5 requests for this hour are used.');
	});
});

describe('a refusal of AzuraCast', () => {
	const refusal = (message: string, type = 'CannotCompleteActionException') => ({
		path: /\/request\//,
		method: 'POST',
		status: 500,
		body: JSON.stringify({ code: 500, type, message, success: false }),
	});
	const host = () => new URL(app.radio.url).host;

	test('of a song that waits already', async () => {
		add({ title: 'Wanted Twice', artist: 'Popular' });
		await app.run('dj', 'request', { song: 'Wanted Twice' });
		const { text, message } = await app.run('listener', 'request', { song: 'Wanted Twice' });
		expect(text).toContain('### ⚠️ Not requested: Wanted Twice\nThis song is already waiting to be played.');
		expect(labels(message)).toEqual(['Up next']);
		// It did not count: the next request may follow within the minute, as soon as AzuraCast's own limit of calls lets it.
		await app.clock.advance(10_000);
		add({ title: 'Wanted Once', artist: 'Modest' });
		expect((await app.run('listener', 'request', { song: 'Wanted Once' })).text).toContain('✅ Requested');
	});

	test('of the person’s own song', async () => {
		add({ title: 'My Own', artist: 'Me' });
		await app.run('listener', 'request', { song: 'My Own' });
		const at = Math.round(app.clock.now() / 1000);
		await app.clock.advance(61_000);
		const { text } = await app.run('listener', 'request', { song: 'My Own' });
		expect(text).toContain(`You asked for this song at <t:${at}:t>; it has not played yet.`);
	});

	test('of a song that was just on, with when it was', async () => {
		putOnAir(station, { title: 'Just Now', artist: 'Recent', album: '' });
		const at = Math.floor(app.clock.now() / 1000);
		await app.run('listener', 'nowplaying');
		const { text, message } = await app.run('listener', 'request', { song: 'Just Now' });
		expect(text).toContain(
			`This song was on the air <t:${at}:R>. Lanternlight FM waits a while before it plays it again.`,
		);
		expect(labels(message)).toEqual(['Find another song']);
	});

	test('of a song that is no longer offered, or gone', async () => {
		const song = add({ title: 'Withdrawn', artist: 'Shy' });
		add({ title: 'Withdrawn Too', artist: 'Shy' });
		const { message } = await app.run('listener', 'request', { song: 'withdrawn' });
		song.playlists = [];
		const withdrawn = await app.choose('listener', message, song.uniqueId);
		expect(withdrawn.text).toContain('Lanternlight FM does not offer this song for requests.');

		const gone = add({ title: 'Vanishing', artist: 'Ghost' });
		add({ title: 'Vanishing Too', artist: 'Ghost' });
		const list = await app.run('listener', 'request', { song: 'vanishing' });
		station.songs.splice(station.songs.indexOf(gone), 1);
		expect((await app.choose('listener', list.message, gone.uniqueId)).text).toContain(
			'This song is no longer in the library.',
		);
	});

	test.each([
		[
			'You have submitted a request too recently! Please wait 4 minutes.',
			'Lanternlight FM asks for a pause between two requests.',
		],
		['You are not permitted to submit requests.', 'does not accept requests from this bot.'],
		[
			'Search engine crawlers are not permitted to use this feature.',
			'takes this bot for a search engine and refuses its requests.',
		],
		['The **moon** is full.', 'refused it and gave this reason: “The **moon** is full.”'],
		['', 'refused it without a reason.'],
	])('“%s” is put in words', async (message, sentence) => {
		add({ title: `Refused ${message.length}`, artist: 'Unlucky' });
		app.radio.faults.add(refusal(message));
		const { plain, text, isPrivate } = await app.run('listener', 'request', {
			song: `Refused ${message.length}`,
		});
		expect(isPrivate).toBe(true);
		expect(plain).toContain(sentence);
		expect(text).not.toContain('**moon**');
		expect(app.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
	});

	test('while requests are switched off', async () => {
		add({ title: 'Too Late', artist: 'Closed' });
		add({ title: 'Too Late Again', artist: 'Closed' });
		const { message } = await app.run('listener', 'request', { song: 'too late' });
		const [menu] = selects(message);
		station.requestsEnabled = false;
		const value = menu?.type === 3 ? (menu.options[0]?.value ?? '') : '';
		const refused = await app.choose('listener', message, value);
		expect(refused.text).toContain('Lanternlight FM takes no requests now.');
		const typed = await app.run('listener', 'request', { song: 'too late' });
		expect(typed.text).toContain('Lanternlight FM has song requests switched off in AzuraCast.');
		const card = await app.run('listener', 'nowplaying');
		expect(labels(card.message)).not.toContain('Request a song');
		station.requestsEnabled = true;
	});

	test('is never sent a second time: an answer that got lost is told as it is', async () => {
		const song = add({ title: 'Lost Post', artist: 'Carrier' });
		app.radio.faults.add({ path: /\/request\//, method: 'POST', closeSocket: true });
		const { text, plain, message } = await app.run('listener', 'request', { song: 'Lost Post' });
		expect(text).toContain('### ❔ Perhaps requested: Lost Post');
		expect(plain).toContain(`${host()} did not confirm it. It was not asked twice`);
		expect(labels(message)).toEqual(['Up next']);
		expect(app.calls()).toEqual([search('Lost+Post'), post(song.uniqueId, 'none')]);
		const told = app.discord.messages(channels.requests).map((one) => textOf(one));
		expect(told.some((line) => line.includes('Lost Post'))).toBe(false);
	});
});

describe('/request when it cannot be sent', () => {
	test('says that the server does not answer, and does not count', async () => {
		const song = add({ title: 'Unsent', artist: 'Offline' });
		await app.suggest('listener', 'request', { song: 'Unsent' }, 'song');
		await app.radio.down();
		const { text, isPrivate, message } = await app.run('listener', 'request', { song: song.uniqueId });
		await app.radio.up();
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ⛔ The song was not requested');
		expect(text).toContain('does not answer: the connection is refused.');
		const again = await app.press('listener', message, customIdOf(message, 'Try again'));
		expect(again.text).toContain('✅ Requested');
	});

	test('goes without a key where none is set: AzuraCast lets everybody ask', async () => {
		const poor = await startTestApp({ stations: [{ keys: {} }] });
		const song = poor.radio.station('lanternlight').addSong({ title: 'Keyless', artist: 'Open Door' });
		const { text, message } = await poor.run('listener', 'request', { song: 'Keyless' });
		expect(text).toContain('✅ Requested');
		expect(labels(message)).toEqual(['Tell me when it is on']);
		expect(poor.calls()).toEqual([search('Keyless'), post(song.uniqueId, 'none')]);
		await poor.close();
	});
});
