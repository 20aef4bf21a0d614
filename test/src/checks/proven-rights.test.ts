import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { BackendError, type BackendProblem, type KeyName } from '#src/backends/backend-error.ts';
import type { KeyCheckRole, NeededRight, RightState } from '#src/backends/roles/key-check.ts';
import { type ProofMemory, ProvenRights } from '#src/checks/proven-rights.ts';
import type { Station } from '#src/stations/station.ts';

const needed = (id: string, key: KeyName = 'admin'): NeededRight => ({
	key,
	right: { id, label: id, scope: 'station' },
});

function stage(answers: Record<string, RightState | BackendProblem> = {}) {
	const kept = new Map<string, Parameters<ProofMemory['set']>[1]>();
	const memory: ProofMemory = {
		get: async (id) => kept.get(id),
		set: async (id, value) => void kept.set(id, value),
	};
	const clock = new ManualClock();
	const keyCheck: KeyCheckRole = {
		check: () => Promise.reject(new Error('Nobody checks here')),
		rightsFor: (use) => (use === 'episodes.publish' ? [needed('read', 'station'), needed('write')] : []),
		proof: {
			rights: [needed('write'), needed('paint')],
			prove: async ({ right }) => {
				const answer = answers[right.id] ?? 'granted';
				if (typeof answer === 'string') return answer;
				throw new BackendError('POST /x', 'pod.example', answer);
			},
		},
	};
	const stationWith = (tail: string) =>
		({
			id: 's1',
			keys: new Map([
				['station', 'aaaa'],
				['admin', tail],
			]),
			backend: { keyCheck },
		}) as unknown as Station;
	return { rights: new ProvenRights(memory, clock), clock, stationWith, station: stationWith('bbbb') };
}

describe('Rights that no read shows', () => {
	test('are not proven at first, and only those are asked about that a use needs', async () => {
		const { rights, station } = stage();
		expect(await rights.unproven(station, 'episodes.publish')).toEqual([needed('write')]);
		expect(await rights.unproven(station, 'shows.create')).toEqual([]);
	});

	test('are proven by trying, until another key is in the place', async () => {
		const { rights, station, stationWith } = stage();
		const outcomes = await rights.prove(station);
		expect(outcomes.map(({ state }) => state)).toEqual(['granted', 'granted']);
		expect(await rights.unproven(station, 'episodes.publish')).toEqual([]);
		expect(await rights.unproven(stationWith('cccc'), 'episodes.publish')).toEqual([needed('write')]);
	});

	test('stay unproven where the trying shows nothing, or shows that they are missing', async () => {
		const { rights, station } = stage({ write: 'missing', paint: { kind: 'server-trouble', status: 500 } });
		const outcomes = await rights.prove(station);
		expect(outcomes.map(({ state, error }) => [state, error?.problem.kind])).toEqual([
			['missing', undefined],
			['unproven', 'server-trouble'],
		]);
		expect(await rights.unproven(station, 'episodes.publish')).toEqual([needed('write')]);
	});

	test('are proven by what was done, and taken away by a refusal of the right alone', async () => {
		const { rights, station } = stage();
		await rights.using(station, 'episodes.publish', async () => 'done');
		expect(await rights.unproven(station, 'episodes.publish')).toEqual([]);
		const fail = (problem: BackendProblem) =>
			rights
				.using(station, 'episodes.publish', () =>
					Promise.reject(new BackendError('POST /x', 'pod.example', problem)),
				)
				.catch(() => undefined);
		await fail({ kind: 'server-trouble', status: 500 });
		expect(await rights.unproven(station, 'episodes.publish')).toEqual([]);
		await fail({ kind: 'right-missing', key: 'admin', tail: 'bbbb', permission: 'write' });
		expect(await rights.unproven(station, 'episodes.publish')).toEqual([needed('write')]);
	});

	test('stand in a report with when it was, where the check itself could not tell', async () => {
		const { rights, station, clock } = stage({ paint: 'missing' });
		await rights.prove(station);
		const complete = await rights.complete(station);
		const { right } = needed('write');
		expect(complete('admin', { right, state: 'unproven', unproven: 'not-tried' })).toEqual({
			right,
			state: 'granted',
			provenAt: clock.now(),
		});
		expect(complete('station', { right, state: 'unproven', unproven: 'not-tried' }).state).toBe('unproven');
		expect(complete('admin', { right, state: 'missing' }).state).toBe('missing');
	});
});
