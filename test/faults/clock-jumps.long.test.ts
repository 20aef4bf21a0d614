import { describe, test } from 'vitest';
import { type Jumps, jumpClock } from './clock-jumps.ts';

const hour = 3_600_000;
const day = 24 * hour;
const year = 365 * day;
const jumps: Record<string, Jumps> = {
	'a day forward, and right again': { ms: [day, -day], atMost: 2, isPushed: true },
	'three years back, and right again': { ms: [-3 * year, 3 * year], atMost: 2, isPushed: true },
	'an hour forward and back, where the radio server has to be asked': {
		ms: [hour, -hour],
		atMost: 2,
		isPushed: false,
	},
	'an hour back, where the radio server has to be asked': { ms: [-hour], atMost: 2, isPushed: false },
};

describe.concurrent('a clock that is set', () => {
	test.for(Object.entries(jumps))(
		'%s doubles nothing, loses nothing, and the process goes on',
		{ timeout: 60_000 },
		([, jump], context) => jumpClock(jump, context),
	);
});
