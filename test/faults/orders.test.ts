import { describe, expect, test } from 'vitest';
import type { Toxic } from './chaos-proxy.ts';
import { withChaos } from './setting.ts';

const order = /^POST /;
const unsure = 'It is not known whether it was done.';

const toxics: Record<string, Toxic> = {
	'an answer that is cut off': { kind: 'cut', direction: 'down', bytes: 10, after: order },
	'an answer that is lost with the line': { kind: 'reset', direction: 'down', after: order },
	'an order that is lost on the way': { kind: 'reset', direction: 'up', bytes: 20, after: order },
};

describe.concurrent('an order', () => {
	test.for(Object.entries(toxics))(
		'with %s is sent once and not called done',
		{ timeout: 60_000 },
		async ([, toxic], context) => {
			const { way, run, asked, app } = await withChaos('azuracast', context);
			await run('dj', 'nowplaying');
			way.add(toxic);
			asked();
			const seen = await run('dj', 'dj skip');
			const orders = asked().filter((call) => call.startsWith('POST '));
			expect(orders.length).toBeLessThanOrEqual(1);
			expect(seen.text).toContain('does not answer');
			expect(seen.text).toContain(unsure);
			expect(seen.text).not.toContain('Try again');
			way.clear();
			const after = await run('dj', 'nowplaying');
			expect(after.text).toMatch(/On air|Live/);
			expect(app.log()).not.toMatch(/"level":[56]0/);
		},
	);
});
