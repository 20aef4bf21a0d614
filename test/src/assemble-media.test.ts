import { afterEach, expect, test } from 'vitest';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp | undefined;
afterEach(async () => {
	await app?.close();
	app = undefined;
});

const settle = async (turns: number) => {
	for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
};

test('what is added and retagged at the radio server is told in the alerts channel, and the first reading is not', async () => {
	app = await startTestApp({ live: true, stations: [{ channels: { alerts: channels.alerts } }] });
	const { radio, clock, discord } = app;
	const minutes = async (count: number) => {
		for (let minute = 0; minute < count; minute += 1) {
			await clock.advance(60_000);
			// What began in the last minutes is read to its end.
			await settle(minute < count - 3 ? 40 : 200);
		}
	};
	const told = () => JSON.stringify(discord.messages(channels.alerts));
	await minutes(2);
	expect(told()).not.toContain('Music library');
	const [station] = radio.stations;
	station!.addSong({ title: 'Fresh *Snow*', artist: 'Nina Zeta', path: 'new/fresh.mp3' });
	await minutes(22);
	expect(told()).toContain('Music library');
	expect(told()).toContain('1 added');
	const before = discord.messages(channels.alerts).length;
	const { message } = await app.run('manager', 'alerts');
	const opened = await app.click('manager', message, 'Change');
	await app.choose('manager', opened.message, ['air'], 'What is told there');
	station!.addSong({ title: 'Unheard', artist: 'Nina Zeta', path: 'new/unheard.mp3' });
	await minutes(22);
	expect(discord.messages(channels.alerts)).toHaveLength(before);
});
