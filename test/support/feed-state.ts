import { vi } from 'vitest';
import type { TestApp } from './app.ts';

/** Waits in real time until the bot tells, by its metrics, that its one push connection is so. */
export async function untilFeedIs(
	{ webUrl }: Pick<TestApp, 'webUrl'>,
	state: 'push' | 'polling',
): Promise<void> {
	const wanted = `airdeck_live_feeds{state="${state}"} 1`;
	const look = async () => {
		const page = await (await fetch(`${webUrl}/metrics`)).text();
		if (!page.split('\n').includes(wanted)) throw new Error(`The one feed is not "${state}"`);
	};
	await vi.waitFor(look, { timeout: 10_000, interval: 50 });
}
