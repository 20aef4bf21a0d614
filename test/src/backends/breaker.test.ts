import { describe, expect, it } from 'vitest';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import { Breaker, type BreakerChange } from '#src/backends/breaker.ts';
import { JumpingClock } from '#test/support/jumping-clock.ts';
import { failure } from './azuracast/loopback.ts';

const refused: BackendProblem = { kind: 'unreachable', reason: 'connection-refused', afterMs: 1 };
const trouble: BackendProblem = { kind: 'server-trouble', status: 500 };

function setting() {
	const clock = new JumpingClock();
	const changes: Omit<BreakerChange, 'host' | 'server'>[] = [];
	const breaker = new Breaker(clock, 'radio.example.org', (change) => changes.push(change));
	const sent: string[] = [];
	const failing = (problem: BackendProblem) => async () => {
		sent.push('failed');
		throw new BackendError('GET /x', 'radio.example.org', problem);
	};
	const fail = (problem: BackendProblem = refused) => failure(breaker.read('GET /x', failing(problem)));
	const work = () =>
		breaker.read('GET /x', async () => {
			sent.push('answered');
			return 'there';
		});
	return { clock, breaker, changes, sent, failing, fail, work };
}

/** Five failures, three seconds apart. */
async function opened() {
	const all = setting();
	for (let count = 0; count < 5; count += 1) {
		if (count > 0) await all.clock.advance(3_000);
		await all.fail();
	}
	all.sent.length = 0;
	return all;
}

describe('Breaker', () => {
	it('lets a server be after five failures in a row, and fails at once with the last problem', async () => {
		const { changes, fail, sent, clock } = await opened();
		expect(changes).toMatchObject([{ to: 'left-alone', problem: refused, until: clock.now() + 10_000 }]);
		expect(await fail(trouble)).toMatchObject({ problem: refused, askedAgainAt: clock.now() + 10_000 });
		expect(sent).toEqual([]);
	});

	it('leaves it alone no longer because the clock was set back', async () => {
		const { clock, work } = await opened();
		clock.jump(-3_600_000);
		expect(await failure(work())).toMatchObject({ askedAgainAt: clock.now() + 10_000 });
		await clock.advance(10_000);
		expect(await work()).toBe('there');
	});

	it('takes many failures at one moment for one: a restart, or a call with its repeats', async () => {
		const { fail, changes, clock } = setting();
		for (let count = 0; count < 20; count += 1) await fail();
		await clock.advance(9_000);
		await fail();
		expect(changes).toEqual([]);
	});

	it.each([
		['an answer', undefined],
		['a refusal', trouble],
	])('begins to count anew after %s', async (_, problem) => {
		const { fail, work, changes, clock } = setting();
		for (let count = 0; count < 12; count += 1) {
			if (count % 4 === 3) await (problem === undefined ? work() : fail(problem));
			else await fail();
			await clock.advance(5_000);
		}
		expect(changes).toEqual([]);
	});

	it('lets one call through after a pause, and all when that is answered', async () => {
		const { clock, breaker, work, fail, sent, changes } = await opened();
		await clock.advance(10_000);
		const { promise, resolve } = Promise.withResolvers<string>();
		const probe = breaker.read('GET /x', () => promise);
		expect(await fail()).toMatchObject({ problem: refused });
		resolve('back');
		expect(await probe).toBe('back');
		expect(await work()).toBe('there');
		expect(sent).toEqual(['answered']);
		expect(changes.map(({ to }) => to)).toEqual(['left-alone', 'probed', 'well']);
	});

	it('waits twice as long after each probe in vain, and never longer than 45 seconds', async () => {
		const { clock, fail, sent } = await opened();
		const pauses: number[] = [];
		for (let probe = 0; probe < 5; probe += 1) {
			let waited = 0;
			const before = sent.length;
			while (sent.length === before) {
				await clock.advance(1_000);
				waited += 1;
				await fail();
			}
			pauses.push(waited);
		}
		expect(pauses).toEqual([10, 20, 40, 45, 45]);
	});

	it('never holds an order back, and takes its answer for a sign of life', async () => {
		const { breaker, failing, sent, work, changes } = await opened();
		await failure(breaker.act(failing(refused)));
		expect(sent).toEqual(['failed']);
		expect(changes).toHaveLength(1);
		await breaker.act(async () => undefined);
		expect(await work()).toBe('there');
	});

	it('may be asked on purpose, though not more often than every five seconds', async () => {
		const { breaker, fail, sent, clock } = await opened();
		for (let press = 0; press < 10; press += 1) {
			breaker.invite();
			await fail();
		}
		expect(sent).toHaveLength(1);
		await clock.advance(5_000);
		breaker.invite();
		await fail();
		expect(sent).toHaveLength(2);
	});

	it('learns nothing from who gave up waiting, or was not allowed to go there', async () => {
		const { breaker, clock, fail, changes, sent } = await opened();
		await clock.advance(10_000);
		const given = new Error('Nobody waits any more');
		await expect(breaker.read('GET /x', () => Promise.reject(given))).rejects.toBe(given);
		await fail({ kind: 'address-barred' });
		await fail();
		expect(sent).toHaveLength(2);
		expect(changes.map(({ to }) => to)).not.toContain('well');
	});
});
