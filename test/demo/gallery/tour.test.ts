import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLeaf, slashCommand } from '#demo/discord/rules/command-schema.ts';
import { type Leaf, leavesOf } from '#demo/gallery/option-values.ts';
import { Stage } from '#demo/gallery/stage.ts';
import { Tour } from '#demo/gallery/tour.ts';
import type { GalleryScene } from '#demo/page/gallery/gallery-wire.ts';
import { galleryBot } from './gallery-bot.ts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open({ startBot: galleryBot, songs: 60 });
});
afterAll(() => stage.close());

function begin(data: 'ordinary' | 'extreme') {
	const scenes: GalleryScene[] = [];
	return { scenes, tour: new Tour(stage, data, (_section, scene) => scenes.push(scene)) };
}

describe.each(['ordinary', 'extreme'] as const)('the gallery at %s stations', (data) => {
	// A new command joins by itself; one that cannot be run without being told how fails here with a sentence.
	test('shows every command that is registered', async () => {
		const { scenes, tour } = begin(data);
		await stage.speak('de');
		const names = leavesOf(stage.discord.commands()).map(({ name }) => name);
		for (const name of names) await tour.once(name, {});
		expect(tour.problems).toEqual([]);
		expect([...new Set(scenes.map(({ command }) => command))].toSorted()).toEqual(names.toSorted());
		expect(names.length).toBeGreaterThan(50);
		tour.repair();
	});
});

test('goes through everything that a card offers, and shows what comes of it', async () => {
	const { scenes, tour } = begin('ordinary');
	await stage.speak('en-US');
	const parts = tour.parts();
	while (!scenes.some(({ command }) => command === 'dj clear-queue') && (await parts.next()).done !== true);
	await parts.return(undefined);
	const steps = scenes.map(({ line, steps: pressed }) => [line.split(' ')[0], ...pressed].join(' › '));
	expect(steps).toContain('/queue › Manage');
	expect(steps).toContain('/history › Older');
	const form = scenes.find((scene) => scene.steps[0] === 'Change words');
	expect(form).toMatchObject({ message: null, form: { title: 'Search' }, command: 'search' });
	expect(steps).toContain('/dj › Clear the queue');
	expect(tour.problems).toEqual([]);
});

test('says which command it cannot run, and why', async () => {
	const { tour } = begin('ordinary');
	const whom = { type: 9, name: 'whom', description: 'Anybody', required: true };
	const options = slashCommand.parse({ name: 'nowplaying', description: '…', options: [whom] }).options ?? [];
	const strange: Leaf = {
		name: 'nowplaying',
		group: '',
		options: options.filter(isLeaf),
	};
	await tour.attempt(strange, () => tour.show(strange, {}));
	await tour.once('wave', {});
	expect(tour.problems).toEqual([
		'/nowplaying: The gallery has nothing for the option whom (type 9)',
		'There is no /wave any more, which the gallery shows',
	]);
});
