import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Act } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { whyNoDatabase } from '#test/support/real-databases.ts';
import { asking, registered, type Started, says, twoProcesses } from './two-processes.ts';

const waiting = 'Another process answers for this bot; waiting until it ends';
const connected = 'Connected to Discord';

describe.each(['sqlite', 'redis', 'postgresql'] as const)(
	'a second process with the same token over %s',
	(kind) => {
		const missing = kind === 'sqlite' ? undefined : whyNoDatabase(kind);
		if (missing !== undefined) {
			test.skip(`is not tried: ${missing}`, () => {});
			return;
		}
		const { pair, start, discord } = twoProcesses(kind);

		test('takes over within half a minute when the first one is killed, and nothing is answered twice', async () => {
			const [first, second] = await pair();
			const people = asking(discord());
			people.home();
			const asked: Act[] = [];
			const talk = new AbortController();
			const talking = (async () => {
				while (!talk.signal.aborted) {
					asked.push(people.ask());
					await pause(50);
				}
			})();
			const answered = (since: number) => asked.slice(since).filter((act) => act.isAnswered()).length;
			await expect.poll(() => answered(0), { timeout: 10_000 }).toBeGreaterThan(10);
			const killedAt = performance.now();
			first.child.kill('SIGKILL');
			await says(second, connected, 30_000);
			expect(performance.now() - killedAt).toBeLessThan(30_000);
			await registered(second);
			const before = asked.length;
			await expect.poll(() => answered(before), { timeout: 10_000 }).toBeGreaterThan(10);
			talk.abort();
			await talking;
			const answer = await people.ask().answer();
			expect(answer.kind === 'message' && textOf(answer.message)).not.toBe('');
			expect(people.doubled()).toEqual([]);
		});

		test('takes over from one that was paused, which ends with 1 when it goes on and answers nothing more', async () => {
			const [first, second] = await pair();
			const people = asking(discord());
			people.home();
			await people.ask().answer();
			first.child.kill('SIGSTOP');
			await registered(second, 40_000);
			// While both have a connection, Discord tells both.
			const asked = Array.from({ length: 20 }, () => people.ask());
			first.child.kill('SIGCONT');
			asked.push(...Array.from({ length: 20 }, () => people.ask()));
			expect(await first.ended).toMatchObject({ code: 1 });
			await expect.poll(() => asked.every((act) => act.isAnswered()), { timeout: 10_000 }).toBe(true);
			expect(second.child.exitCode).toBeNull();
			expect(people.doubled()).toEqual([]);
		});

		test('started in the same moment, one of several answers, and one of those that wait takes over', async () => {
			const all = await Promise.all(['first', 'second', 'third'].map((name) => start(name)));
			const answering = () => all.filter(({ stdout }) => stdout().includes(connected));
			const here = () => all.filter(({ child }) => child.exitCode === null && child.signalCode === null);
			const waits = ({ stdout }: Started) => stdout().includes(waiting) && !stdout().includes(connected);
			await expect.poll(() => answering().length, { timeout: 20_000 }).toBe(1);
			await expect.poll(() => all.filter(waits).length, { timeout: 20_000 }).toBe(2);
			answering()[0]?.child.kill('SIGKILL');
			await expect.poll(() => answering().length, { timeout: 30_000 }).toBe(2);
			// Whoever might have taken over as well would have by now.
			await pause(3_000);
			expect(here().filter(waits)).toHaveLength(1);
			expect(discord().gateway.sessions).toBe(1);
			expect(discord().gateway.identifyCount).toBe(2);
		});
	},
);
