import { describe, test } from 'vitest';
import type { Fault } from './out-and-back.ts';
import { push, tellSongs } from './push-songs.ts';

// More of them: push.long.test.ts; garbage, floods and doubles: test/contract/push-faults.test.ts.
const faults: Record<string, Fault> = {
	'is cut in the middle of a message': { kind: 'cut', direction: 'down', bytes: 700, after: push },
	'falls silent in the middle of a message': {
		kind: 'half-open',
		direction: 'down',
		bytes: 900,
		after: push,
	},
	drips: { kind: 'drip', direction: 'down', bytes: 40, ms: 50, after: push },
	'is gone with its server': 'down',
};

describe.concurrent('a push that', () => {
	test.for(Object.entries(faults))(
		'%s tells each song once, and is back by itself',
		{ timeout: 60_000 },
		([, fault], context) => tellSongs(fault, context),
	);
});
