import {
	GuildScheduledEventEntityType,
	GuildScheduledEventPrivacyLevel,
	GuildScheduledEventStatus,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { closeAfterEach, codeOf, setStage } from '../with-bot.ts';

closeAfterEach();

const hour = 3_600_000;

async function open() {
	const clock = new ManualClock(Date.now());
	const stage = await setStage({ clock });
	const { scheduledEvents } = await stage.client.guilds.fetch(stage.guild.id);
	const at = (hours: number) => new Date(clock.now() + hours * hour);
	const event = (fields: object = {}) => ({
		name: 'Evening show',
		privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
		entityType: GuildScheduledEventEntityType.External,
		scheduledStartTime: at(1),
		scheduledEndTime: at(2),
		entityMetadata: { location: 'On the air' },
		...fields,
	});
	return { ...stage, clock, at, event, scheduledEvents };
}

describe('events of a server', () => {
	it('are made, changed, begun and ended, and then not listed any more', async () => {
		const { scheduledEvents, event, at, discord, guild } = await open();
		const made = await scheduledEvents.create(event());
		expect(made).toMatchObject({ name: 'Evening show', status: 1, creatorId: discord.applicationId });
		await made.edit({ name: 'Night show', scheduledEndTime: at(5) });
		expect([...(await scheduledEvents.fetch({ cache: false })).values()].map(({ name }) => name)).toEqual([
			'Night show',
		]);
		await made.setStatus(GuildScheduledEventStatus.Active);
		await made.setStatus(GuildScheduledEventStatus.Completed);
		expect((await scheduledEvents.fetch({ cache: false })).size).toBe(0);
		expect(await codeOf(made.edit({ name: 'Too late' }))).toBe(180000);
		expect(discord.scheduledEvents(guild.id).map(({ status }) => status)).toEqual([3]);
	});

	it('are refused in the past, backwards, without an end or a place, and with a status that does not follow', async () => {
		const { scheduledEvents, event, at } = await open();
		const wrong = [
			{ scheduledStartTime: at(-1) },
			{ scheduledEndTime: at(0.5) },
			{ scheduledEndTime: undefined },
			{ entityMetadata: { location: 'x'.repeat(101) } },
			{ name: 'x'.repeat(101) },
		];
		for (const fields of wrong) expect(await codeOf(scheduledEvents.create(event(fields)))).toBe(50035);
		const made = await scheduledEvents.create(event());
		expect(await codeOf(made.setStatus(GuildScheduledEventStatus.Completed))).toBe(50035);
		await made.delete();
		expect(await codeOf(made.setStatus(GuildScheduledEventStatus.Active))).toBe(10070);
	});

	it('are at most a hundred', async () => {
		const { scheduledEvents, event } = await open();
		for (let many = 0; many < 100; many++) await scheduledEvents.create(event());
		expect(await codeOf(scheduledEvents.create(event()))).toBe(30038);
	});
});
