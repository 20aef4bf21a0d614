import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;

beforeEach(async () => {
	app = await startTestApp({ stations: [], live: true });
	const { message } = await app.run('owner', 'setup');
	const form = await app.openForm('owner', message, 'Enter the address');
	const { station, admin } = app.radio.keys;
	const third = await app.submit('owner', form, { address: app.radio.url, station, admin });
	const fourth = await app.click('owner', third.message, 'Continue');
	const fifth = await app.click('owner', fourth.message, 'Continue');
	expect((await app.click('owner', fifth.message, 'Save')).text).toContain('is set up');
});
afterEach(async () => {
	// What waits for a radio server's rate limit waits by the test's clock.
	const end = { reached: false };
	const closing = app.close().finally(() => {
		end.reached = true;
	});
	while (!end.reached) {
		await app.clock.advance(1_000);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	await closing;
});

const told = () => app.discord.messages(channels.alerts).map(textOf);

/** The bot comes back with another encryption key, as after a backup without the file. */
async function loseTheKey(): Promise<void> {
	await app.stopBot();
	await rm(path.join(app.dataDir, 'encryption.key'));
	await app.restart();
}

test('a lost encryption key costs no station: the keys are asked for again, once each, and that they are there is told', async () => {
	await loseTheKey();
	await expect.poll(told).toHaveLength(2);
	for (const text of told()) {
		expect(text).toMatch(/🔑 Lanternlight FM needs its (station|admin) key again/);
		expect(text).toContain('This bot cannot open the key that it kept');
		expect(text).toContain('A server administrator: `/settings edit` › Keys');
	}
	expect(app.log()).toContain('A station key has to be entered again');

	// What needs no key goes on, what needs one says which and who can mend it.
	expect((await app.run('listener', 'nowplaying')).text).toContain('On air · Lanternlight FM');
	app.calls();
	const refused = await app.run('owner', 'station restart');
	const pressed = refused.text.includes('Restart') ? await app.run('owner', 'dj skip') : refused;
	expect(pressed.text).toContain('this bot cannot open the one that it kept. It has to be entered again.');
	expect(pressed.text).toContain('`/settings edit` › Keys');
	expect(app.calls().filter((call) => !call.endsWith('(none)'))).toEqual([]);
	expect((await app.run('owner', 'doctor')).text).toMatch(/key/i);

	// Another start, another minute: nothing is told twice.
	await app.restart();
	await app.clock.advance(120_000);
	expect(told()).toHaveLength(2);

	const { message } = await app.run('owner', 'settings edit');
	const form = await app.openForm('owner', message, 'Keys');
	const { station, admin } = app.radio.keys;
	expect((await app.submit('owner', form, { station, admin })).text).toContain('The keys are changed');
	await app.clock.advance(60_000);
	await expect.poll(() => told().filter((text) => text.includes('has its'))).toHaveLength(2);
	expect((await app.run('dj', 'queue')).text).not.toContain('cannot open');
});

test('a key that comes back with the backup ends the alerts at the next start', async () => {
	const file = path.join(app.dataDir, 'encryption.key');
	const backup = await readFile(file);
	await loseTheKey();
	await expect.poll(told).toHaveLength(2);
	await app.stopBot();
	await writeFile(file, backup, { mode: 0o600 });
	await app.restart();
	await expect.poll(() => told().filter((text) => text.includes('has its'))).toHaveLength(2);
	expect((await app.run('dj', 'queue')).text).not.toContain('cannot open');
});
