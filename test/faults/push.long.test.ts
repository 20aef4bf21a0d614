import { describe, test } from 'vitest';
import type { Fault } from './out-and-back.ts';
import { push, tellSongs } from './push-songs.ts';

const faults: Record<string, Fault> = {
	'is torn with every message': { kind: 'reset', direction: 'down', after: push },
	'is torn on its way there': { kind: 'reset', direction: 'up', bytes: 30, after: push },
	'falls silent without a word': { kind: 'half-open', direction: 'down', after: push },
	'is swallowed': { kind: 'black-hole', direction: 'up', after: push },
	'is slow': { kind: 'latency', direction: 'down', ms: 700, after: push },
	'comes byte by byte': { kind: 'drip', direction: 'down', bytes: 1, ms: 20, after: push },
	'is torn with all there is': { kind: 'reset', direction: 'down' },
	'is swallowed with all there is': { kind: 'black-hole', direction: 'up' },
};

describe.concurrent('a push that', () => {
	test.for(Object.entries(faults))(
		'%s tells each song once, and is back by itself',
		{ timeout: 60_000 },
		([, fault], context) => tellSongs(fault, context),
	);
});
