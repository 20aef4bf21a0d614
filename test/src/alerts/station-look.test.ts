import { describe, expect, it } from 'vitest';
import { djBackWithinMs, look, type Sight } from '#src/alerts/station-look.ts';
import { type StationMemory, stationMemorySchema } from '#src/alerts/station-memory.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { onAirState, play } from '../stations/fake-station.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 22, 19, 0);
const silent = onAirState({ online: false, now: null, listeners: 0 });
const live = (streamer: string, fields: Partial<OnAirState> = {}) =>
	onAirState({
		live: { streamer, since: start, art: null },
		now: play('live', { duration: null }),
		...fields,
	});

/** Looks again and again, through what the store makes of the memory. */
function watching() {
	let memory: StationMemory | undefined;
	let at = start;
	const told: string[] = [];
	const see = (state: OnAirState, more: Partial<Sight> = {}, after = 5_000) => {
		at += after;
		const looked = look(memory, { state, at, checked: false, ...more });
		memory = stationMemorySchema.parse(JSON.parse(JSON.stringify(looked.memory)));
		told.push(...looked.news.map(({ type }) => type));
		return looked;
	};
	return { see, told, now: () => at };
}

describe('the first look', () => {
	it.each([onAirState(), silent, live('Nova')])('tells nothing', (state) => {
		const { see, told } = watching();
		see(state);
		see(state);
		expect(told).toEqual([]);
	});
});

describe('a station', () => {
	it('is off the air when a second look proves it, and is told once', () => {
		const { see, told } = watching();
		see(onAirState());
		expect(see(silent).doubt).toBe(false);
		expect(see(silent, {}, 15_000).doubt).toBe(true);
		expect(told).toEqual([]);
		const { news } = see(silent, { checked: true }, 0);
		expect(news).toEqual([
			{
				type: 'off-air',
				since: start + 10_000,
				last: onAirState().now?.song,
				listeners: 12,
				apartMs: 15_000,
			},
		]);
		see(silent, {}, minute);
		see(silent, { checked: true }, minute);
		expect(told).toEqual(['off-air']);
		const back = see(onAirState({ listeners: 3 }));
		expect(back.news).toMatchObject([{ type: 'on-air', since: start + 10_000, before: 12, listeners: 3 }]);
		see(onAirState());
		expect(told).toEqual(['off-air', 'on-air']);
	});

	it('that stops has lost its listeners before it says so: those who were there are told', () => {
		const { see } = watching();
		see(onAirState({ listeners: 12 }));
		see(onAirState({ listeners: 0 }));
		see(silent, {}, 15_000);
		expect(see(silent, { checked: true }, 20_000).news).toMatchObject([{ type: 'off-air', listeners: 12 }]);
	});

	it('that nobody has listened to for a minute loses nobody', () => {
		const { see } = watching();
		see(onAirState({ listeners: 12 }));
		see(onAirState({ listeners: 0 }));
		see(onAirState({ listeners: 0 }), {}, minute);
		see(silent);
		expect(see(silent, { checked: true }, 20_000).news).toMatchObject([{ type: 'off-air', listeners: 0 }]);
	});

	it('that is back at once was never off', () => {
		const { see, told } = watching();
		see(onAirState());
		see(silent);
		see(onAirState());
		see(silent);
		expect(see(silent, { checked: true }).news).toEqual([]);
		expect(told).toEqual([]);
	});

	it('that the hub proved to be off is told without another question', () => {
		const { see } = watching();
		see(onAirState());
		expect(see(silent, { offSince: start }).news).toMatchObject([{ type: 'off-air', since: start }]);
	});
});

describe('a DJ', () => {
	it('comes, hands over and goes', () => {
		const { see, told } = watching();
		see(onAirState());
		see(live('Nova'));
		see(live('Nova', { listeners: 40 }));
		see(live('Rhea'));
		see(onAirState());
		expect(told).toEqual(['dj-live', 'dj-change']);
		const { news } = see(onAirState(), {}, djBackWithinMs);
		expect(news).toMatchObject([{ type: 'dj-gone', dj: 'Rhea', most: { listeners: 12 }, online: true }]);
		see(onAirState());
		expect(told).toEqual(['dj-live', 'dj-change', 'dj-gone']);
	});

	it('whose connection breaks for a moment stays', () => {
		const { see, told } = watching();
		see(onAirState());
		see(live(''));
		see(onAirState(), {}, 20_000);
		see(live(''), {}, 5_000);
		see(onAirState(), {}, 20_000);
		see(live(''), {}, 5_000);
		expect(told).toEqual(['dj-live']);
	});

	it('ends with the station', () => {
		const { see, told } = watching();
		see(onAirState());
		see(live('Nova'));
		see(silent, { offSince: start });
		expect(see(silent, {}, minute).news).toMatchObject([{ type: 'dj-gone', online: false }]);
		expect(told).toEqual(['dj-live', 'off-air', 'dj-gone']);
	});
});

describe('silence', () => {
	const song = (id: string, startedAt: number) =>
		onAirState({ now: play(id, { startedAt, duration: 3 * minute }) });

	it('is told when nothing comes after the end of a song, once the station was asked', () => {
		const { see, told } = watching();
		see(song('one', start));
		expect(see(song('one', start), {}, 4 * minute).doubt).toBe(false);
		expect(see(song('one', start), {}, 2 * minute).doubt).toBe(true);
		expect(see(song('one', start), { checked: true }, 0).news).toEqual([
			{ type: 'silence', since: start + 3 * minute, dj: null },
		]);
		expect(see(song('one', start), { checked: true }, 10 * minute)).toMatchObject({ news: [], doubt: false });
		expect(see(song('two', start + 16 * minute)).news).toMatchObject([{ type: 'sound' }]);
		expect(told).toEqual(['silence', 'sound']);
	});

	it('is not what a server with a wrong clock has', () => {
		const { see } = watching();
		see(song('zero', start - 60 * minute));
		// An hour behind, song after song.
		for (let songs = 1; songs < 10; songs++) {
			const state = song(`${songs}`, start - 60 * minute + songs * 3 * minute);
			see(state, {}, 90_000);
			expect(see(state, { checked: true }, 90_000)).toMatchObject({ news: [], doubt: false });
		}
	});

	it('cannot be judged of a live show, nor of a song without length', () => {
		const { see } = watching();
		see(live('Nova'));
		expect(see(live('Nova'), { checked: true }, 600 * minute)).toMatchObject({ doubt: false, news: [] });
	});
});

describe('a listener record', () => {
	const with_ = (listeners: number) => onAirState({ listeners });
	const day = 24 * 60 * minute;

	it('is told once, when it grows no more', () => {
		const { see, told } = watching();
		see(with_(20));
		see(with_(30), {}, day);
		for (const listeners of [31, 35, 40, 38, 41]) see(with_(listeners), {}, minute);
		expect(told).toEqual([]);
		expect(see(with_(30), {}, minute).news).toMatchObject([{ type: 'record', listeners: 41, before: 20 }]);
		see(with_(41), {}, minute);
		see(with_(20), {}, minute);
		expect(told).toEqual(['record']);
	});

	it('of the first day, or of a handful, is none', () => {
		const first = watching();
		first.see(with_(20));
		for (const listeners of [25, 30, 10]) first.see(with_(listeners), {}, 60 * minute);
		expect(first.told).toEqual([]);
		const few = watching();
		few.see(with_(1));
		for (const listeners of [3, 1, 4, 1]) few.see(with_(listeners), {}, day);
		expect(few.told).toEqual([]);
	});
});
