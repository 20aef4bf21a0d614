import { describe, expect, onTestFinished, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { AdministrationRole, HostStats } from '#src/backends/roles/administration.ts';
import {
	type SampleMemory,
	type ServerSample,
	ServerSamples,
	type ServerSamplesParts,
	samplesKeptMs,
	serverSamplesSchema,
} from '#src/stations/server-samples.ts';
import type { Station } from '#src/stations/station.ts';
import { pending, problem, settle, station, unreachable } from './fake-station.ts';

const minute = 60_000;

const measured: HostStats = {
	cpu: { used: 0.12, cores: 2, load: [] },
	memory: { total: 200, used: 50 },
	swap: { total: 0, used: 0 },
	disk: { total: 1, used: 0, free: 1 },
	network: { received: 0, sent: 0 },
};

/** Holds what the store would: checked, and as a copy. */
class Memory implements SampleMemory {
	readonly kept = new Map<string, string>();
	readonly lives: number[] = [];

	async get(server: string): Promise<ServerSample[] | undefined> {
		const text = this.kept.get(server);
		return text === undefined ? undefined : serverSamplesSchema.parse(JSON.parse(text));
	}

	async update(
		server: string,
		change: (samples: ServerSample[] | undefined) => ServerSample[],
		ttlMs: number,
	): Promise<ServerSample[]> {
		const after = change(await this.get(server));
		this.kept.set(server, JSON.stringify(serverSamplesSchema.parse(after)));
		this.lives.push(ttlMs);
		return after;
	}
}

function on(
	id: string,
	stats: () => Promise<HostStats>,
	fields: { server?: string; tail?: string } = {},
): Station {
	const { server = 'https://one.example', tail = id } = fields;
	const administration = { stats } as AdministrationRole;
	return station(id, { keys: new Map([['admin', tail]]), backend: { administration, server } });
}

function samplesOf(stations: Station[], parts: Partial<ServerSamplesParts> = {}) {
	const clock = new ManualClock();
	const memory = new Memory();
	const errors: string[] = [];
	const samples = new ServerSamples({
		stations: () => stations,
		memory,
		clock,
		onError: (of) => errors.push(of.id),
		random: () => 0.5,
		...parts,
	});
	onTestFinished(() => samples.close());
	samples.start();
	const all = () => samples.since('https://one.example', 0);
	return { samples, clock, memory, errors, all };
}

describe('servers', () => {
	test('are measured every five minutes, once however many stations they have', async () => {
		let reads = 0;
		const stats = async () => {
			reads += 1;
			return measured;
		};
		const { clock, all, memory } = samplesOf([on('a', stats), on('b', stats, { tail: 'a' }), on('c', stats)]);
		await clock.advance(2 * minute);
		expect(reads).toBe(0);
		await clock.advance(62 * minute);
		expect(reads).toBe(13);
		const kept = await all();
		expect(kept).toHaveLength(13);
		expect(kept[0]).toMatchObject({ processor: 0.12, memory: 0.25 });
		const distances = kept.slice(1).map(({ at }, index) => at - (kept[index]?.at ?? 0));
		expect(distances).toEqual(Array.from({ length: 12 }, () => 5 * minute));
		expect(new Set(memory.lives)).toEqual(new Set([samplesKeptMs]));
	});

	test('drift apart: the first reads are spread over five minutes', async () => {
		const reads: string[] = [];
		let last = 0;
		const stations = ['one', 'two'].map((id) =>
			on(
				id,
				async () => {
					reads.push(id);
					return measured;
				},
				{ server: `https://${id}.example` },
			),
		);
		const { clock } = samplesOf(stations, { random: () => (last = 0.8 - last) });
		await clock.advance(2 * minute);
		expect(reads).toEqual(['two']);
		await clock.advance(3 * minute);
		expect(reads).toEqual(['two', 'one']);
	});

	test('without an admin key, or without anything to measure, are not asked', async () => {
		const none = station('none', {
			backend: { administration: { stats: unexpected } as AdministrationRole },
		});
		const bare = station('bare', { keys: new Map([['admin', 'abcd']]) });
		const { clock, memory } = samplesOf([none, bare]);
		await clock.advance(60 * minute);
		expect(memory.kept.size).toBe(0);
	});

	test('that take their time are not asked twice', async () => {
		let reads = 0;
		const slow = pending<HostStats>();
		const { clock, all } = samplesOf([
			on('a', () => {
				reads += 1;
				return slow.promise;
			}),
		]);
		await clock.advance(30 * minute);
		expect(reads).toBe(1);
		slow.resolve(measured);
		await settle();
		expect(await all()).toHaveLength(1);
	});
});

describe('what is not measured', () => {
	test('is a gap: an unreachable server has no sample, and is asked again', async () => {
		let reads = 0;
		const { clock, all, errors } = samplesOf([
			on('a', async () => {
				reads += 1;
				if (reads === 2) throw unreachable();
				return measured;
			}),
			on('b', unexpected),
		]);
		await clock.advance(18 * minute);
		expect(reads).toBe(4);
		expect(errors).toEqual(['a']);
		const kept = await all();
		expect(kept).toHaveLength(3);
		expect((kept[1]?.at ?? 0) - (kept[0]?.at ?? 0)).toBe(10 * minute);
	});

	test('through one key is measured through the next, and the first rests for an hour', async () => {
		let refused = 0;
		const { clock, all } = samplesOf([
			on('a', async () => {
				refused += 1;
				throw problem({ kind: 'right-missing', key: 'admin', tail: 'aaaa', permission: 'View' });
			}),
			on('b', async () => measured),
		]);
		await clock.advance(50 * minute);
		expect(refused).toBe(1);
		expect((await all()).length).toBeGreaterThan(8);
		await clock.advance(20 * minute);
		expect(refused).toBe(2);
	});

	test('the server does not tell is null', async () => {
		const { clock, all } = samplesOf([
			on('a', async () => ({
				...measured,
				cpu: { used: null, cores: 0, load: [] },
				memory: { total: 0, used: 0 },
			})),
		]);
		await clock.advance(3 * minute);
		expect(await all()).toMatchObject([{ processor: null, memory: null }]);
	});
});

test('a day and an hour are kept, and no more', async () => {
	const { clock, all, samples } = samplesOf([on('a', async () => measured)]);
	await clock.advance(40 * 60 * minute);
	const kept = await all();
	expect(kept).toHaveLength(300);
	expect(clock.now() - (kept[0]?.at ?? 0)).toBeLessThanOrEqual(samplesKeptMs + 5 * minute);
	expect(await samples.since('https://one.example', clock.now() - 60 * minute)).toHaveLength(12);
	expect(await samples.since('https://other.example', 0)).toEqual([]);
});

test('nothing is measured after the end, and the end waits for what is under way', async () => {
	const slow = pending<HostStats>();
	let reads = 0;
	const { samples, clock, all } = samplesOf([
		on('a', () => {
			reads += 1;
			return slow.promise;
		}),
	]);
	expect(samples.isMeasuring).toBe(true);
	await clock.advance(3 * minute);
	const closed = samples.close();
	slow.resolve(measured);
	await closed;
	expect(samples.isMeasuring).toBe(false);
	expect(await all()).toHaveLength(1);
	await clock.advance(60 * minute);
	expect(reads).toBe(1);
});

async function unexpected(): Promise<HostStats> {
	throw new Error('This must not be asked');
}
