import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { Answering } from '#src/discord/answering.ts';
import { type Card, card, text } from '#src/discord/card.ts';
import { Interim } from '#src/discord/interim.ts';

const saying = (words: string) => card(0, text(words));
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

function open(send: (words: string) => Promise<void> = async () => {}) {
	const clock = new ManualClock();
	const shown: string[] = [];
	const errors: unknown[] = [];
	const answering = {
		send: async (one: Card) => {
			const words = JSON.stringify(one.components).replace(/.*"content":"([^"]*)".*/, '$1');
			await send(words);
			shown.push(words);
			return '1';
		},
	};
	// Of a whole conversation with Discord, sending is all that is used here.
	const interim = new Interim(answering as unknown as Answering, clock, (error) => errors.push(error));
	return { clock, shown, errors, interim };
}

test('shows nothing of work that is done at once', async () => {
	const { clock, shown, interim } = open();
	await interim.show(saying('checking'));
	await interim.end();
	await clock.advance(60_000);
	expect(shown).toEqual([]);
	expect(clock.waiting).toBe(0);
});

test('shows the newest card once the work takes a while, and then each as it comes', async () => {
	const { clock, shown, interim } = open();
	await interim.show(saying('one'));
	await interim.show(saying('two'));
	await clock.advance(1_200);
	await tick();
	expect(shown).toEqual(['two']);
	await interim.show(saying('three'));
	expect(shown).toEqual(['two', 'three']);
});

test('the answer waits for a card that is on its way, and none comes after it', async () => {
	const way = Promise.withResolvers<void>();
	const { clock, shown, interim } = open(() => way.promise);
	await clock.advance(2_000);
	const showing = interim.show(saying('slow'));
	await tick();
	let ended = false;
	const ending = interim.end().then(() => {
		ended = true;
	});
	await tick();
	expect(ended).toBe(false);
	way.resolve();
	await Promise.all([showing, ending]);
	expect(shown).toEqual(['slow']);
	await interim.show(saying('late'));
	expect(shown).toEqual(['slow']);
});

test('a card that Discord refuses spoils nothing but is told', async () => {
	const { clock, errors, interim } = open(() => Promise.reject(new Error('gone')));
	await clock.advance(2_000);
	await interim.show(saying('lost'));
	await interim.end();
	expect(errors).toHaveLength(1);
});
