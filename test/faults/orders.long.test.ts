import { describe, expect, test } from 'vitest';
import { withChaos } from './setting.ts';

describe.concurrent('an order to a server', () => {
	test('whose answers to reads never come is sent, and not called done', {
		timeout: 60_000,
	}, async (context) => {
		const { way, run, asked, app } = await withChaos('azuracast', context);
		await run('dj', 'nowplaying');
		way.add({ kind: 'half-open', direction: 'down', after: /^GET / });
		asked();
		const seen = await run('dj', 'dj skip');
		expect(asked().filter((call) => call.startsWith('POST '))).toHaveLength(1);
		expect(seen.text).not.toMatch(/^Skipped/m);
		expect(app.log()).not.toMatch(/"level":[56]0/);
	});
});
