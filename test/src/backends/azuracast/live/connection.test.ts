import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { passTime } from '#test/support/pass-time.ts';
import { startServer } from '../loopback.ts';
import { heard, isLost, isOpen, listen, pushCalls, simulatedPush } from './listening.ts';

describe('a lost connection', () => {
	test('is told once, however often it fails to come back, and comes back by itself', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		await sim.radio.down();
		await isLost(sim);
		await passTime(sim.clock, 200_000);
		expect(sim.statuses).toEqual(['open', 'lost']);
		await sim.radio.up();
		await passTime(sim.clock, 61_000);
		await isOpen(sim);
		expect(sim.statuses).toEqual(['open', 'lost', 'open']);
	});

	test('is tried again after a pause that doubles up to a minute', async () => {
		const clock = new ManualClock();
		const server = await startServer((_, response) => response.writeHead(502).end('Bad Gateway'));
		const at: number[] = [];
		const sim = listen(server.url, clock, ['a']);
		await isLost(sim);
		for (let second = 0; second < 300; second += 1) {
			while (at.length < server.hits.length) at.push(clock.now());
			await passTime(clock, 1_000);
		}
		const pauses = at.slice(1).map((time, index) => (time - at[index]!) / 1000);
		expect(pauses.length).toBeGreaterThan(5);
		expect(pauses.length).toBeLessThan(16);
		for (const [index, pause] of pauses.entries()) {
			expect(pause).toBeGreaterThanOrEqual(Math.min(30, 2 ** index) - 1);
			expect(pause).toBeLessThanOrEqual(Math.min(60, 2 * 2 ** index) + 2);
		}
	});

	test('after a good minute is tried again at once', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		for (let time = 0; time < 6; time += 1) {
			await passTime(sim.clock, 61_000);
			sim.radio.push.drop();
			await isLost(sim);
			await passTime(sim.clock, 2_000);
			await isOpen(sim);
		}
		expect(pushCalls(sim)).toHaveLength(7);
	});

	test('is what a silent one is after a minute', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.radio.push.silent = true;
		await passTime(sim.clock, 58_000);
		expect(sim.statuses).toEqual(['open']);
		await passTime(sim.clock, 10_000);
		await isLost(sim);
		expect(sim.problems).toEqual([{ kind: 'unreachable', reason: 'timeout', afterMs: 60_000 }]);
	});

	test('is what one is that drips and never comes to the end of anything', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.radio.push.dripping = true;
		sim.radio.push.publish('lanternlight');
		await passTime(sim.clock, 70_000);
		await isLost(sim);
		expect(sim.states).toEqual([]);
	});

	test('is what one is that sends nothing but garbage', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.radio.push.silent = true;
		for (let second = 0; second < 70; second += 1) {
			sim.radio.push.sendRaw('data: oh\n\n');
			await passTime(sim.clock, 1_000);
		}
		await isLost(sim);
		expect(sim.skipped()).toBeGreaterThan(50);
	});

	test('pings keep alive one on which nothing happens', async () => {
		const sim = await simulatedPush({}, ['nowhere']);
		await isOpen(sim);
		await passTime(sim.clock, 300_000);
		expect(sim.statuses).toEqual(['open']);
		expect(sim.states).toEqual([]);
	});

	test('is what one is that says good-bye', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.radio.push.drop({ code: 3001, reason: 'shutdown' });
		await isLost(sim);
		expect(sim.problems).toMatchObject([{ kind: 'unreachable', reason: 'connection-lost' }]);
		await passTime(sim.clock, 2_000);
		await isOpen(sim);
	});

	test.each([
		['a refusal', { status: 404, html: '<h1>404</h1>' }, { kind: 'server-trouble', status: 404 }],
		['a gateway in trouble', { status: 502, html: '<h1>502</h1>' }, { kind: 'server-trouble', status: 502 }],
		['a page', { html: '<h1>Hello</h1>' }, { kind: 'unexpected-answer' }],
		['JSON', { body: '{}' }, { kind: 'unexpected-answer' }],
		['a redirect', { redirectTo: 'http://127.0.0.1:1/elsewhere' }, { kind: 'unexpected-answer' }],
		['a cut connection', { closeSocket: true }, { kind: 'unreachable', reason: 'connection-lost' }],
	])('%s in place of a stream is one, until the stream is there', async (_, fault, problem) => {
		const clock = new ManualClock();
		const radio = await startSimulatedAzuraCast({ songsPerStation: 20, clock });
		onTestFinished(() => radio.close());
		radio.faults.add({ path: /live/u, ...fault });
		const sim = listen(radio.url, clock, ['lanternlight']);
		await isLost(sim);
		expect(sim.problems).toMatchObject([problem]);
		radio.faults.clear();
		await passTime(clock, 3_000);
		await isOpen(sim);
	});

	test('is what one is that floods', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.radio.push.publish('lanternlight');
		await heard(sim, 1);
		sim.radio.push.flood('lanternlight', 5_000);
		await isLost(sim);
		expect(sim.problems).toMatchObject([{ kind: 'unexpected-answer', detail: 'too many events' }]);
		expect(sim.states).toHaveLength(1);
	});

	test('is what one is whose event never ends', async () => {
		const sim = await simulatedPush();
		await isOpen(sim);
		sim.radio.push.sendRaw(`data: ${'x'.repeat(2 * 1024 * 1024)}`);
		await isLost(sim);
		expect(sim.problems).toMatchObject([{ kind: 'unexpected-answer', detail: 'an event is too large' }]);
	});
});

test('closing ends the connection and leaves nothing waiting', async () => {
	const sim = await simulatedPush();
	await isOpen(sim);
	await sim.feed.close();
	await vi.waitFor(() => expect(sim.radio.push.connections).toBe(0), { interval: 2, timeout: 5_000 });
	expect(sim.clock.waiting).toBe(0);
	expect(sim.statuses).toEqual(['open']);
});

test('closing while it waits to try again leaves nothing waiting', async () => {
	const clock = new ManualClock();
	const server = await startServer((_, response) => response.writeHead(502).end());
	const sim = listen(server.url, clock, ['a']);
	await isLost(sim);
	await sim.feed.close();
	expect(clock.waiting).toBe(0);
});
