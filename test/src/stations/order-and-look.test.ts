import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { orderAndLook } from '#src/stations/order-and-look.ts';
import { problem, unreachable } from './fake-station.ts';
import { inTime } from './in-time.ts';

const lost = () =>
	problem({ kind: 'unreachable', reason: 'connection-lost', afterMs: 1 }, { perhapsDone: true });

function setUp(answers: (string | undefined | Error)[], order: () => Promise<void> = async () => {}) {
	const clock = new ManualClock();
	let looks = 0;
	let orders = 0;
	const look = async () => {
		const answer = answers[Math.min(looks, answers.length - 1)];
		looks += 1;
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const outcome = () =>
		inTime(
			clock,
			orderAndLook(
				clock,
				() => {
					orders += 1;
					return order();
				},
				look,
			),
		);
	return { outcome, counts: () => ({ looks, orders }) };
}

describe('an order that is looked after', () => {
	test('is seen at once where the station shows it at once', async () => {
		const { outcome, counts } = setUp(['there']);
		expect(await outcome()).toEqual({ kind: 'seen', seen: 'there', afterMs: 0 });
		expect(counts()).toEqual({ looks: 1, orders: 1 });
	});

	test('is looked for every second, over failing looks', async () => {
		const { outcome } = setUp([undefined, unreachable(), undefined, 'there']);
		expect(await outcome()).toEqual({ kind: 'seen', seen: 'there', afterMs: 3_000 });
	});

	test('that is never seen is not repeated', async () => {
		const { outcome, counts } = setUp([undefined]);
		expect(await outcome()).toEqual({ kind: 'not-seen', waitedMs: 5_000 });
		expect(counts()).toEqual({ looks: 6, orders: 1 });
	});

	test('whose answer was lost counts if it is seen, and else is lost', async () => {
		const seen = setUp([undefined, 'there'], () => Promise.reject(lost()));
		expect(await seen.outcome()).toMatchObject({ kind: 'seen', seen: 'there' });
		const unseen = setUp([undefined], () => Promise.reject(lost()));
		await expect(unseen.outcome()).rejects.toMatchObject({ perhapsDone: true });
		expect(unseen.counts().orders).toBe(1);
	});

	test('is not looked for longer than half a minute where looks hang', async () => {
		const clock = new ManualClock();
		let looks = 0;
		const look = async (): Promise<string | undefined> => {
			looks += 1;
			await clock.sleep(10_000);
			throw unreachable();
		};
		const outcome = await inTime(
			clock,
			orderAndLook(clock, async () => {}, look),
		);
		expect(outcome).toEqual({ kind: 'not-seen', waitedMs: 30_000 });
		expect(looks).toBe(3);
	});

	test('that was refused is not looked for', async () => {
		const { outcome, counts } = setUp(['there'], () => Promise.reject(unreachable()));
		await expect(outcome()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(counts().looks).toBe(0);
	});

	test('does not swallow a mistake of ours', async () => {
		await expect(setUp([new TypeError('x')]).outcome()).rejects.toThrow(TypeError);
	});
});
