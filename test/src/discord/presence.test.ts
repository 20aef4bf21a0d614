import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { Presence } from '#src/discord/presence.ts';
import { onAirState, play, song, station, unreachable } from '../stations/fake-station.ts';

const playing = (title: string, fields: Partial<OnAirState> = {}) =>
	onAirState({ now: play(title, { song: song(title, { title, artist: 'Aster' }) }), ...fields });

function presenceOf(states: Record<string, OnAirState>) {
	const clock = new ManualClock();
	const shown: (string | undefined)[] = [];
	const known = (id: string) => states[id];
	const trouble = new Set<string>();
	let silentSince: number | undefined;
	const presence = new Presence({
		stations: () => Object.keys(states).map((id) => station(id)),
		known: ({ id }) => {
			const state = known(id);
			if (state === undefined) return undefined;
			return {
				state,
				asOf: silentSince ?? clock.now(),
				...(trouble.has(id) ? { trouble: unreachable() } : {}),
			};
		},
		show: (activity) => shown.push(activity),
		clock,
	});
	presence.start();
	const fallSilent = () => {
		silentSince = clock.now();
	};
	return { clock, shown, states, trouble, presence, fallSilent };
}

test('follows the song, at most four times a minute, and shows the newest', async () => {
	const { clock, shown, states, presence } = presenceOf({ one: playing('Dawn') });
	await clock.advance(60_000);
	expect(shown).toEqual(['Aster – Dawn']);
	for (let songs = 0; songs < 12; songs++) {
		states['one'] = playing(`Song ${songs}`);
		await clock.advance(5_000);
	}
	expect(shown.length).toBeLessThanOrEqual(6);
	await clock.advance(15_000);
	expect(shown.at(-1)).toBe('Aster – Song 11');
	presence.close();
	states['one'] = playing('Dusk');
	await clock.advance(60_000);
	expect(shown.at(-1)).toBe('Aster – Song 11');
});

test('is that of the most listened station that everybody may hear of', async () => {
	const { clock, shown, states, trouble } = presenceOf({
		small: playing('Small', { listeners: 2 }),
		large: playing('Large', { listeners: 90 }),
		hidden: onAirState({ now: play('Hidden'), listeners: 400 }, { isPublic: false }),
		silent: playing('Silent', { listeners: 500, online: false }),
	});
	await clock.advance(5_000);
	expect(shown).toEqual(['Aster – Large']);
	trouble.add('large');
	await clock.advance(20_000);
	expect(shown.at(-1)).toBe('Aster – Small');
	states['small'] = playing('Small', { online: false });
	await clock.advance(20_000);
	expect(shown.at(-1)).toBeUndefined();
});

test('is empty when nothing was heard for long', async () => {
	const { clock, shown, fallSilent } = presenceOf({ one: playing('Dawn') });
	await clock.advance(5_000);
	fallSilent();
	await clock.advance(11 * 60_000);
	expect(shown).toEqual(['Aster – Dawn', undefined]);
});

test('holds no hidden characters and no more than Discord takes', async () => {
	const title = `\u202eevil\u200b ${'x'.repeat(300)}`;
	const { clock, shown } = presenceOf({ one: playing(title) });
	await clock.advance(5_000);
	expect(shown[0]).toMatch(/^Aster – evil x+…$/);
	expect(shown[0]!.length).toBeLessThanOrEqual(128);
});
