import { expect, it } from 'vitest';
import { readScene, type Scene, writeScene } from '#demo/page/state/scene.ts';

const whole: Scene = {
	person: 'Dario',
	server: 'playground',
	channel: 'now-playing',
	language: 'de',
	theme: 'light',
	speed: 10,
	troubles: ['slow', 'dead-air'],
	draft: '/request song:Jää ja Tuli & more=1#x station:Lanternlight FM',
};

it('brings back everything it was given', () => {
	expect(readScene(`#${writeScene(whole)}`)).toEqual(whole);
	expect(readScene(writeScene({ troubles: [] }))).toEqual({ troubles: [] });
});

it('leaves out what makes no sense', () => {
	expect(readScene('#language=xx&theme=pink&speed=99&troubles=fire,slow&other=1&%E0%A4%A')).toEqual({
		troubles: ['slow'],
	});
	expect(readScene('')).toEqual({});
});
