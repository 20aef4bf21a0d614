import { expect, test } from 'vitest';
import {
	chooseMeasurements,
	longNames,
	measurementNames,
	usage,
	usualNames,
} from '../../bench/choose-measurements.ts';

test('without a name, all but those that take minutes', () => {
	expect(chooseMeasurements([])).toEqual({ kind: 'run', names: [...usualNames] });
	for (const name of longNames) expect(usualNames).not.toContain(name);
});

test('one that takes minutes runs when it is named', () => {
	expect(chooseMeasurements(['stations', 'start'])).toEqual({ kind: 'run', names: ['start', 'stations'] });
});

test('only those that are named, each once', () => {
	expect(chooseMeasurements(['start', 'acknowledgement', 'start'])).toEqual({
		kind: 'run',
		names: ['acknowledgement', 'start'],
	});
});

test('a name that does not exist is refused, not skipped', () => {
	expect(chooseMeasurements(['start', 'memory'])).toEqual({ kind: 'unknown', name: 'memory' });
});

test('--help wins, and tells of every measurement', () => {
	expect(chooseMeasurements(['start', '--help'])).toEqual({ kind: 'help' });
	for (const name of measurementNames) expect(usage).toContain(name);
});
