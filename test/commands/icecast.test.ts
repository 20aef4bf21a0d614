import { afterEach, describe, expect, test } from 'vitest';
import { buttons, selects, textOf } from '#demo/discord/read-message.ts';
import {
	harbour,
	type IcecastSimulationOptions,
	manyMounts,
	type SimulatedIcecast,
	startSimulatedIcecast,
} from '#demo/icecast/simulated-icecast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { channels, startTestApp, type TestApp, type TestAppOptions } from '#test/support/app.ts';
import { passTime } from '#test/support/pass-time.ts';

let app: TestApp;
let server: SimulatedIcecast;
afterEach(async () => {
	await app.close();
	await server.close();
});

/** The whole bot with a mount of a simulated server as its station, or several. */
async function start(
	options: IcecastSimulationOptions = {},
	given: Omit<TestAppOptions, 'stations'> & { mounts?: readonly string[] } = {},
): Promise<() => string[]> {
	const clock = new ManualClock();
	server = await startSimulatedIcecast({ clock, ...options });
	const { mounts = ['/live.mp3'], ...rest } = given;
	app = await startTestApp({
		clock,
		stations: mounts.map((station) => ({
			name: station === '/live.mp3' ? 'Harbour Radio' : `Radio ${station}`,
			backend: 'icecast',
			url: server.url,
			station,
			keys: {},
			channels: station === mounts[0] ? { alerts: channels.alerts } : {},
		})),
		...rest,
	});
	let told = server.requests.length;
	return () => {
		const news = server.requests.slice(told).map(({ method, path }) => `${method} ${path}`);
		told = server.requests.length;
		return news;
	};
}

const seconds = (count: number) => count * 1000;
const host = () => new URL(server.url).host;
/** As far as the card that follows the address. */
async function enterAddress(typed: string) {
	const { message } = await app.run('owner', 'setup');
	const form = await app.openForm('owner', message, 'Enter the address');
	return app.submit('owner', form, { address: typed });
}
/** Turns the clock second by second until it holds. */
const untilTrue = async (holds: () => boolean, most = 60) => {
	for (let second = 0; second < most && !holds(); second++) {
		await app.clock.advance(1_000);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(holds()).toBe(true);
};

describe('an Icecast station in Discord', () => {
	test('shows song and audience, and no button for what it has not', async () => {
		const calls = await start();
		const { text, message, isPrivate } = await app.run('listener', 'nowplaying');
		expect(calls()).toEqual(['GET /status-json.xsl']);
		expect(isPrivate).toBe(false);
		const at = Math.floor(app.clock.now() / 1000);
		expect(text).toContain(
			['-# ▶️ On air · Harbour Radio', '## Low Tide', '**The Quays**', `Started <t:${at}:R>`].join('\n'),
		);
		expect(text).toContain('-# 🎧 12 listeners');
		expect(buttons(message).map(({ label }) => label)).toEqual(['Refresh']);
		await app.clock.advance(seconds(210));
		const next = await app.run('listener', 'nowplaying');
		expect(next.text).toContain('## Salt and Cedar');
		expect(next.text).toContain('**Before** The Quays – Low Tide');
	});

	test('says where it is heard', async () => {
		await start({ mounts: [harbour, { ...harbour, path: '/low.mp3', bitrate: 64 }, ...manyMounts(2)] });
		const { text } = await app.run('listener', 'listen');
		expect(text).toContain('Harbour Radio');
		expect(text).toContain(`<${server.url}/live.mp3>`);
		expect(text).toContain(`<${server.url}/low.mp3>`);
		expect(text).toContain('MP3 · 128 kbit/s');
		expect(text).not.toContain('mount-1');
	});

	test('costs one read along with all its neighbours', async () => {
		const mounts = manyMounts(200);
		const calls = await start({ mounts }, { mounts: mounts.slice(0, 20).map(({ path }) => path) });
		const { text } = await app.run('listener', 'stations');
		expect(text).toContain('20 of 20 on air');
		expect(text).toContain('Artist 20');
		expect(calls()).toEqual(['GET /status-json.xsl']);
	});

	test('has a history as far as the bot has heard it, also after a restart', async () => {
		await start();
		await app.run('listener', 'nowplaying');
		await app.clock.advance(seconds(210));
		await app.run('listener', 'nowplaying');
		await app.restart();
		await app.clock.advance(seconds(20));
		const { text } = await app.run('listener', 'nowplaying');
		expect(text).toContain('**Before** The Quays – Low Tide');
		const { text: history } = await app.run('listener', 'history');
		expect(history.match(/Salt and Cedar|Low Tide/g)).toEqual(['Salt and Cedar', 'Low Tide']);
	});

	test.each([
		['listener', 'schedule', 'Icecast has no schedule.'],
		['dj', 'dj skip', 'Icecast has no way to skip a song.'],
		['listener', 'queue', 'Icecast has no queue to show.'],
	] as const)(
		'a %s who asks for /%s hears in one sentence that there is none, and what there is',
		async (person, command, why) => {
			const calls = await start();
			const { text, isPrivate } = await app.run(person, command);
			expect(isPrivate).toBe(true);
			expect(text).toContain(why);
			expect(text).toMatch(/^Harbour Radio has instead: <\/history:\d+>$/m);
			expect(calls()).toEqual([]);
		},
	);

	test('speaks German', async () => {
		await start();
		const { text } = await app.run('german', 'schedule');
		expect(text).toMatch(/Das bietet Icecast nicht: Sendeplan\.\nHarbour Radio hat dafür: <\/history:/);
		expect((await app.run('german', 'nowplaying')).text).toContain('Low Tide');
	});

	test('is called by its name where it turns out to be a SHOUTcast', async () => {
		await start({ kind: 'shoutcast-1' }, { mounts: ['/;'] });
		expect((await app.run('listener', 'nowplaying')).text).toContain('Low Tide');
		expect((await app.run('listener', 'schedule')).text).toContain('SHOUTcast has no schedule.');
	});
});

describe('/setup of an Icecast', () => {
	test('asks for no key and takes the mount of a stream address', async () => {
		await start({ mounts: [...manyMounts(3), harbour] }, { mounts: [] });
		const stations = await enterAddress(`${server.url}/live.mp3`);
		expect(stations.text).toContain('## Which stations belong to this server?');
		expect(stations.text).not.toMatch(/\bkeys?\b.*optional/i);
		const chosen = selects(stations.message).flatMap((menu) => (menu.type === 3 ? menu.options : []));
		expect(chosen.filter((option) => option.default).map(({ label }) => label)).toEqual(['Harbour Radio']);
		expect(chosen).toHaveLength(4);
		const access = await app.click('owner', stations.message, 'Continue');
		const summary = await app.click('owner', access.message, 'Continue');
		const saved = await app.click('owner', summary.message, 'Save');
		expect(saved.text).toContain('### ✅ Harbour Radio is set up');
		expect((await app.run('listener', 'nowplaying')).text).toContain('## Low Tide');
		await app.restart();
		await app.clock.advance(seconds(20));
		expect((await app.run('listener', 'nowplaying')).text).toContain('## Low Tide');
		expect((await app.run('owner', 'doctor')).text).toContain('Icecast needs no key.');
	});

	test('takes a bare stream, and an address without http', async () => {
		await start({ kind: 'stream' }, { mounts: [] });
		const { text } = await enterAddress(`${host()}/live.mp3`);
		expect(text).toContain('## Which stations belong to this server?');
		expect(text).toContain('Harbour Radio');
	});

	test.each([
		['shoutcast-1', '', '/;'],
		['shoutcast-2', '', 'Harbour Radio'],
		['stream', '/live.mp3', 'Harbour Radio'],
		['all-stream', '/live.mp3', 'Harbour Radio'],
	] as const)('finds out a %s', async (kind, path, name) => {
		await start({ kind }, { mounts: [] });
		const { text, message } = await enterAddress(`${server.url}${path}`);
		expect(text).toContain('## Which stations belong to this server?');
		const found = selects(message).flatMap((menu) => (menu.type === 3 ? menu.options : []));
		expect(found.map(({ label }) => label)).toEqual([name]);
	});

	test('says that a server has no mounts, and how one is named', async () => {
		await start({ mounts: [] }, { mounts: [] });
		const { text } = await enterAddress(server.url);
		expect(text).toContain(
			`Icecast does not list its stations there. Name one in the address, such as \`${server.url}/live.mp3\``,
		);
		expect(text).toContain('## Where is your radio server?');
	});
});

describe('/doctor of an Icecast station', () => {
	test('says that no key is needed and that the server answers', async () => {
		const calls = await start();
		const { text, message } = await app.run('manager', 'doctor');
		expect(calls()).toEqual(['GET /status-json.xsl']);
		expect(text).toContain(`-# Icecast at ${host()}`);
		expect(text).toMatch(/-# answered in \d+ ms · checked <t:/);
		expect(text).toContain(`✅ **${host()} answers.** Icecast needs no key.`);
		expect(buttons(message).map(({ label }) => label)).toEqual(['Check again']);
	});

	test('says that it does not answer, in German', async () => {
		await start();
		await server.down();
		app.discord.setMemberRoles('100000000000000001', app.as('german').userId, ['2002']);
		const { text } = await app.run('german', 'doctor');
		expect(text).toContain(`**${host()} antwortet nicht.** Icecast braucht keinen Schlüssel`);
	});

	test('says that something else answers there', async () => {
		await start({ kind: 'stream', mounts: [{ ...harbour, path: '/elsewhere' }] });
		const { text } = await app.run('manager', 'doctor');
		expect(text).toContain(`**${host()} did not answer as it should.** Icecast needs no key`);
	});

	test('counts it among all stations', async () => {
		await start({ mounts: [harbour, ...manyMounts(1)] }, { mounts: ['/live.mp3', '/mount-1.mp3'] });
		const one = await app.run('manager', 'doctor', { station: 'Harbour Radio' });
		const { text } = await app.click('manager', one.message, 'All stations');
		expect(text).toContain('✅ **All stations have what they need.**');
		expect(text).toContain('✅ **Harbour Radio** · answers; needs no key');
	});
});

describe('what the bot posts of an Icecast station', () => {
	const cards = () => app.discord.messages(channels.nowPlaying);
	const cardText = () =>
		cards()
			.map((message) => textOf(message))
			.join('\n====\n');

	test('a card follows the title, on one message, with one read every 15 seconds', async () => {
		const calls = await start({}, { live: true });
		await untilTrue(() => server.requests.length > 0);
		const asked = await app.run('manager', 'post add', { kind: 'card', channel: channels.nowPlaying });
		expect(asked.text).toContain('This is how it looks');
		await app.click('manager', asked.message, 'Post it');
		expect(cardText()).toContain('## Low Tide');
		server.mount('/live.mp3').setTitle('Anna Lind - Fresh Song');
		await untilTrue(() => cardText().includes('## Fresh Song'));
		expect(cards()).toHaveLength(1);
		calls();
		await passTime(app.clock, seconds(60));
		expect(calls()).toEqual(Array.from({ length: 4 }, () => 'GET /status-json.xsl'));
	});

	test('many stations of one server are one read every 15 seconds', async () => {
		const mounts = manyMounts(25);
		const calls = await start({ mounts }, { live: true, mounts: mounts.map(({ path }) => path) });
		await passTime(app.clock, seconds(60));
		calls();
		await passTime(app.clock, seconds(60));
		const asked = calls().length;
		expect(asked).toBeGreaterThanOrEqual(3);
		expect(asked).toBeLessThanOrEqual(5);
		expect((await app.run('listener', 'stations')).text).toContain('25 of 25 on air');
	});

	test('the schedule is not offered to be posted', async () => {
		await start();
		const options = { kind: 'scheduled', content: 'today', times: '0 9 * * *', channel: channels.nowPlaying };
		const { text } = await app.run('manager', 'post add', options);
		expect(text).toContain('Icecast has no schedule.');
		expect(cards()).toEqual([]);
	});

	test('alerts tell that it went off the air, and that it is back', async () => {
		await start({}, { live: true });
		const alerts = () => app.discord.messages(channels.alerts).map((message) => textOf(message));
		await untilTrue(() => server.requests.length > 0);
		server.mount('/live.mp3').hasSource = false;
		await untilTrue(() => alerts().length === 1, 180);
		expect(alerts()[0]).toContain('Harbour Radio');
		expect(alerts()[0]).toMatch(/off (?:the )?air/i);
		server.mount('/live.mp3').hasSource = true;
		await untilTrue(() => alerts().length === 2, 180);
		expect(alerts()[1]).toContain('Now: ');
	});
});
