import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { type ServerMemory, ServerWatch } from '#src/alerts/server-watch.ts';
import type { BackendError } from '#src/backends/backend-error.ts';
import { onAirState, problem, settle, station, unreachable } from '../stations/fake-station.ts';
import { FakeDesk, FakeNotes } from './fake-desk.ts';

const minute = 60_000;

async function watching(notes = new FakeNotes<ServerMemory>()) {
	const clock = new ManualClock();
	const desk = new FakeDesk();
	const stations = [station('one', { guildId: 'first' }), station('two', { guildId: 'second' })];
	const server: { failure: BackendError | undefined; asked: number } = { failure: undefined, asked: 0 };
	const watch = new ServerWatch({
		stations: () => stations,
		known: () => undefined,
		readNow: async () => {
			server.asked += 1;
			if (server.failure !== undefined) throw server.failure;
			return { state: onAirState(), asOf: clock.now() };
		},
		memories: notes,
		desk,
		clock,
		onError: (_, error) => {
			throw error;
		},
	});
	await watch.start();
	onTestFinished(() => watch.close());
	const [first] = stations;
	const doubt = async (since?: number) => {
		watch.doubted(first!, since);
		for (let turns = 0; turns < 6; turns++) await settle();
	};
	return { clock, desk, server, watch, doubt, notes };
}

describe('a radio server', () => {
	it('that does not answer when it is asked once more is told once, to each Discord server, and so is its return', async () => {
		const { clock, desk, server, doubt } = await watching();
		server.failure = unreachable();
		const since = clock.now() - 40_000;
		await doubt(since);
		expect(desk.words).toEqual(['raise unreachable first', 'raise unreachable second']);
		expect(desk.told[0]!.event.news).toMatchObject({ since, tries: 2, why: { kind: 'unreachable' } });
		await doubt(since);
		await clock.advance(10 * minute);
		expect(desk.told.length).toBe(2);
		// Once a minute is enough.
		expect(server.asked).toBeLessThan(16);
		server.failure = undefined;
		await clock.advance(2 * minute);
		expect(desk.words.slice(2)).toEqual(['end reachable first', 'end reachable second']);
		expect(desk.told[2]!.event.news).toMatchObject({ since, onAir: 1 });
	});

	it('that answers when it is asked was never silent', async () => {
		const { desk, doubt, clock, server } = await watching();
		await doubt(clock.now());
		await clock.advance(5 * minute);
		expect(desk.told).toEqual([]);
		expect(server.asked).toBe(1);
	});

	it('that refuses something answers', async () => {
		const { desk, doubt, clock, server } = await watching();
		server.failure = problem({ kind: 'right-missing', key: 'station', tail: 'abcd', permission: 'x' });
		await doubt(clock.now());
		expect(desk.told).toEqual([]);
	});

	it('is silent from one process to the next', async () => {
		const { server, doubt, clock, watch, notes } = await watching();
		server.failure = unreachable();
		await doubt(clock.now());
		await watch.close();
		const other = await watching(notes);
		await other.clock.advance(2 * minute);
		expect(other.desk.words).toEqual(['end reachable first', 'end reachable second']);
	});
});
