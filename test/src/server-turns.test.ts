import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { ServerTurns } from '#src/server-turns.ts';
import { pending, settle } from './stations/fake-station.ts';

/** Work that begins when it is its turn, and ends when it is told to. */
function working(most = 2, perServer = 1) {
	const clock = new ManualClock();
	const turns = new ServerTurns({ clock, most, perServer });
	const begun: string[] = [];
	const waits = new Map<string, { resolve: (value: string) => void; reject: (error: unknown) => void }>();
	const wait = (name: string) => {
		begun.push(name);
		const answer = pending<string>();
		waits.set(name, answer);
		return answer.promise;
	};
	const end = async (name: string) => {
		waits.get(name)?.resolve(name);
		for (let turn = 0; turn < 5; turn++) await settle();
	};
	return { clock, turns, begun, waits, wait, end };
}
const stop = () => new AbortController();

describe('work at servers', () => {
	test('is done in its order, so much at once, and one piece at each', async () => {
		const { turns, begun, wait, end } = working();
		for (const name of ['a1', 'a2', 'b1', 'c1', 'd1']) void turns.waitAt(name.charAt(0), () => wait(name));
		await settle();
		expect(begun).toEqual(['a1', 'b1']);
		await end('b1');
		expect(begun).toEqual(['a1', 'b1', 'c1']);
		await end('a1');
		expect(begun.slice(3)).toEqual(['d1']);
		await end('c1');
		expect(begun.slice(4)).toEqual(['a2']);
	});

	test('goes on elsewhere when servers do not answer, and not at these', async () => {
		const { clock, turns, begun, wait, end } = working();
		const results = ['a1', 'b1', 'a2', 'c1', 'd1'].map((name) =>
			turns.waitAt(name.charAt(0), () => wait(name)),
		);
		await settle();
		await clock.advance(999);
		expect(begun).toEqual(['a1', 'b1']);
		await clock.advance(1);
		expect(begun).toEqual(['a1', 'b1', 'c1', 'd1']);
		for (const name of ['c1', 'd1', 'a1']) await end(name);
		expect(begun.slice(4)).toEqual(['a2']);
		for (const name of ['b1', 'a2']) await end(name);
		expect(await Promise.all(results)).toEqual(['a1', 'b1', 'a2', 'c1', 'd1']);
	});

	test('that fails gives its turn on, and fails for who wanted it', async () => {
		const { turns, begun, waits, wait } = working(1);
		const failing = turns.waitAt('a', () => wait('a1'));
		void turns.waitAt('b', () => wait('b1'));
		await settle();
		waits.get('a1')?.reject(new Error('No'));
		await expect(failing).rejects.toThrow('No');
		await settle();
		expect(begun).toEqual(['a1', 'b1']);
	});

	test('lends its turn while it waits, and has it back before it goes on', async () => {
		const { clock, turns, begun, wait, end } = working(1);
		const order: string[] = [];
		const slow = turns.at('a', stop().signal, async (turn) => {
			order.push(await turn.lend(wait('a1')));
			return 'slow';
		});
		const other = turns.at('b', stop().signal, async () => order.push(await wait('b1')));
		await settle();
		expect(begun).toEqual(['a1']);
		await clock.advance(1_000);
		expect(begun).toEqual(['a1', 'b1']);
		await end('a1');
		expect(order).toEqual([]);
		await end('b1');
		expect([order, await slow, await other]).toEqual([['b1', 'a1'], 'slow', 1]);
	});

	test('that is not wanted any more leaves the line', async () => {
		const { turns, begun, wait, end } = working(1);
		const [one, two] = [stop(), stop()];
		const first = turns.at('a', one.signal, () => wait('a1'));
		const second = turns.at('a', two.signal, () => wait('a2'));
		const third = turns.at('b', stop().signal, () => wait('b1'));
		await settle();
		two.abort(new Error('Stopped'));
		await expect(second).rejects.toThrow('Stopped');
		await expect(turns.at('c', two.signal, () => wait('c1'))).rejects.toThrow('Stopped');
		await end('a1');
		await end('b1');
		expect([await first, await third, begun]).toEqual(['a1', 'b1', ['a1', 'b1']]);
	});
});

test('whatever comes and goes: never more at once than may be, and everybody is done in the end', async () => {
	const step = fc.oneof(
		fc.record({ comes: fc.constantFrom('a', 'b', 'c', 'd'), waits: fc.integer({ min: 1, max: 3 }) }),
		fc.record({ ends: fc.nat(20) }),
		fc.record({ passes: fc.constantFrom(200, 1_000) }),
	);
	const most = fc.integer({ min: 1, max: 3 });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 30 }), most, async (steps, most) => {
			const { clock, turns, wait, end } = working(most, 2);
			const open = new Map<string, number>();
			const all: Promise<void>[] = [];
			const finish = async (name: string | undefined) => {
				if (name === undefined) return;
				open.delete(name);
				await end(name);
			};
			const look = () => {
				const held = [...open.values()].filter((since) => clock.now() - since < 1_000);
				expect(held.length).toBeLessThanOrEqual(most);
				for (const at of 'abcd')
					expect([...open.keys()].filter((name) => name.startsWith(at)).length).toBeLessThanOrEqual(2);
			};
			for (const one of steps) {
				if ('comes' in one) {
					const who = `${one.comes}${all.length}`;
					const work = turns.at(one.comes, stop().signal, async (turn) => {
						for (let count = 0; count < one.waits; count++) {
							const name = `${who} ${count}`;
							open.set(name, clock.now());
							await turn.lend(wait(name));
						}
					});
					all.push(work);
					await settle();
				} else if ('ends' in one) await finish([...open.keys()].at(-1 - one.ends));
				else await clock.advance(one.passes);
				look();
			}
			for (let rounds = 0; open.size > 0 && rounds < 200; rounds++) {
				await finish(open.keys().next().value);
				look();
			}
			await Promise.all(all);
		}),
		{ numRuns: 100 },
	);
});
