import { expect, test } from 'vitest';
import { inviteGuestDj } from '#demo/azuracast/guest-dj.ts';
import { simulate } from './simulation.ts';

test('a guest comes and goes within the hour, with changing titles', async () => {
	const { clock, station } = await simulate();
	const tidewater = station('tidewater');
	const sendHome = inviteGuestDj(tidewater, 'DJ Nightowl', clock);
	const seen = new Set<string>();
	let silent = 0;
	for (let step = 0; step < 60; step++) {
		await clock.advance(60_000);
		if (tidewater.live === null) silent += 1;
		else seen.add(tidewater.nowPlaying?.song.title ?? '');
	}
	expect(silent).toBeGreaterThan(40);
	expect(seen.size).toBe(3);
	await clock.advance(10 * 60_000);
	expect(tidewater.live).toBeNull();
	sendHome();
	expect(clock.waiting).toBe(0);
});
