import { describe, test } from 'vitest';
import { type Jumps, jumpClock } from './clock-jumps.ts';

const hour = 3_600_000;
const jumps: Record<string, Jumps> = {
	'an hour forward': { ms: [hour], atMost: 2, isPushed: true },
	'an hour back': { ms: [-hour], atMost: 1, isPushed: true },
};

describe.concurrent('a clock that is set', () => {
	test.for(Object.entries(jumps))(
		'%s doubles nothing, loses nothing, and the process goes on',
		{ timeout: 60_000 },
		([, jump], context) => jumpClock(jump, context),
	);
});
