import { expect, test } from 'vitest';
import { tellKeyChanges } from '#src/alerts/key-news.ts';
import type { CheckChange } from '#src/checks/last-check.ts';
import { station } from '../stations/fake-station.ts';
import { FakeDesk } from './fake-desk.ts';

test('a key or right that is gone opens an alert, and its return ends that one', async () => {
	const desk = new FakeDesk();
	const right = { scope: 'station', id: 'view station logs', label: 'View Station Logs' } as const;
	const about = { key: 'station', tail: 'abcd', commands: ['station logs'] } as const;
	const changes: CheckChange[] = [
		{ kind: 'key-rejected', ...about },
		{ kind: 'key-works-again', ...about },
		{ kind: 'right-lost', ...about, right },
		{ kind: 'right-back', ...about, right },
	];
	await tellKeyChanges(desk, station('one'), changes);
	expect(desk.told.map(({ what, event }) => `${what} ${event.topic}`)).toEqual([
		'raise key station one',
		'end key station one',
		'raise right station station view station logs one',
		'end right station station view station logs one',
	]);
});
