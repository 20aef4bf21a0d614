import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons, textOf } from '#demo/discord/read-message.ts';
import { guildId, startTestApp, type TestApp } from '#test/support/app.ts';
import { passTime } from '#test/support/pass-time.ts';

const minute = 60_000;
const path = /scheduled-events/;
let app: TestApp;
let station: SimulatedStation;

beforeEach(async () => {
	app = await startTestApp({ live: true });
	station = app.radio.station('lanternlight');
	for (const owner of [...station.playlists, ...station.streamers]) owner.schedule.length = 0;
	station.addSchedule(station.streamers[0]!.displayName, { startTime: 2100, endTime: 2300 });
	await passTime(app.clock, 10_000);
});
afterEach(() => app.close());

const events = () => app.discord.scheduledEvents(guildId);
const open = () => events().filter(({ status }) => status <= 2);
const turn = async (label = 'Schedule as events') => {
	const { message } = await app.run('admin', 'settings edit');
	return app.click('admin', message, label);
};
const inStep = (check: () => void) =>
	vi.waitFor(
		async () => {
			await passTime(app.clock, minute);
			check();
		},
		{ timeout: 8_000, interval: 1 },
	);
const asked = () =>
	app.discord.requests
		.filter((request) => path.test(request.path) && request.method !== 'GET')
		.map(({ method }) => method);

describe('the schedule as events of the Discord server', () => {
	test('is off until somebody turns it on, and then there at once', async () => {
		await passTime(app.clock, 25 * minute);
		expect(events()).toEqual([]);
		const { text, message } = await turn();
		expect(text).toMatch(/The schedule stands among the events of this server: 7 events this week\./);
		expect(buttons(message).map(({ label }) => label)).toContain('No more events');
		expect(open()).toHaveLength(7);
		const [first] = open();
		expect(first).toMatchObject({ name: station.streamers[0]!.displayName, status: 1 });
		expect(first!.endsAt - first!.startsAt).toBe(120 * minute);
	});

	test('is made once, over looks and restarts', async () => {
		await turn();
		const made = open().map(({ id }) => id);
		await passTime(app.clock, 12 * minute);
		await app.restart();
		await passTime(app.clock, 12 * minute);
		expect(open().map(({ id }) => id)).toEqual(made);
		expect(asked()).toEqual(Array.from({ length: 7 }, () => 'POST'));
	});

	test('moves and goes with the schedule; what people made is left alone', async () => {
		await turn();
		const before = open().map(({ id }) => id);
		const owner = station.streamers[0]!;
		owner.schedule.length = 0;
		station.addSchedule(owner.displayName, { startTime: 2200, endTime: 2330 });
		await inStep(() =>
			expect(open().every(({ startsAt, endsAt }) => endsAt - startsAt === 90 * minute)).toBe(true),
		);
		expect(open().map(({ id }) => id)).toEqual(before);
		owner.schedule.length = 0;
		await inStep(() => expect(open()).toEqual([]));
		expect(events().map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 4));
	});

	test('begins what has begun, and does not make again what somebody took away', async () => {
		await turn();
		const [first, second] = open();
		app.discord.deleteScheduledEvent(second!.id);
		const owner = station.streamers[0]!;
		owner.schedule[0]!.endTime = 2245;
		await passTime(app.clock, 30 * minute);
		expect(open().map(({ id }) => id)).not.toContain(second!.id);
		expect(open()).toHaveLength(6);
		await passTime(app.clock, first!.startsAt - app.clock.now() + 15 * minute);
		expect(events().find(({ id }) => id === first!.id)).toMatchObject({ status: 2 });
	});

	test('is taken away when it is turned off', async () => {
		await turn();
		const { text } = await turn('No more events');
		expect(text).toContain('The schedule no longer stands among the events');
		expect(open()).toEqual([]);
	});

	test('that Discord will not have is said to the one who can mend it, and made when it is', async () => {
		app.discord.faults.add({
			method: 'POST',
			path,
			status: 403,
			body: { message: 'Missing Permissions', code: 50013 },
		});
		const { text, message } = await turn();
		expect(text).toContain('it lacks the right Create Events in this server');
		expect(textOf(message)).not.toContain('this week');
		expect(events()).toEqual([]);
		await inStep(() => expect(open()).toHaveLength(7));
	});

	test('whose making was not noted is found, and not made twice', async () => {
		app.discord.faults.add({ method: 'POST', path, afterwards: true, status: 500, body: {} });
		const { text } = await turn();
		expect(text).toContain('Discord has trouble of its own. Airdeck tries again within ten minutes.');
		expect(open()).toHaveLength(1);
		await inStep(() => expect(open()).toHaveLength(7));
		expect(new Set(open().map(({ startsAt }) => startsAt)).size).toBe(7);
	});
});
