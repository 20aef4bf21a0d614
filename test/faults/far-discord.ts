import type { TestContext } from 'vitest';
import type { LoggedRequest } from '#demo/discord/loopback-discord.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '#test/support/app.ts';
import { type ChaosProxy, startChaosProxy } from './chaos-proxy.ts';
import { letTimeGoOn } from './going-time.ts';
import { acting, type Chaos } from './setting.ts';

export interface FarDiscord extends Pick<Chaos, 'run' | 'press' | 'pass'> {
	app: TestApp;
	/** The way of the calls to Discord, and of the files that lie there. */
	rest: ChaosProxy;
	/** The way of its gateway. */
	line: ChaosProxy;
	/** What Discord was asked since the last call of this; what never reached it is not there. */
	heard: () => LoggedRequest[];
}

/** The whole bot, and chaos on both of its ways to Discord, until the given test is over. Time goes on by itself. */
export async function withFarDiscord(
	{ onTestFinished }: Pick<TestContext, 'onTestFinished'>,
	options: Omit<TestAppOptions, 'clock' | 'prepare' | 'environment'> = {},
): Promise<FarDiscord> {
	const clock = new ManualClock();
	const [rest, line] = await Promise.all([startChaosProxy(), startChaosProxy()]);
	const app = await startTestApp({
		clock,
		prepare: (discord) => {
			rest.aim(discord.apiUrl);
			line.aim(discord.apiUrl);
			discord.filesOrigin = rest.url;
			discord.gateway.publicUrl = line.url.replace('http', 'ws');
		},
		environment: { DISCORD_API_URL: `${rest.url}/api` },
		...options,
	});
	const time = letTimeGoOn(clock);
	onTestFinished(async () => {
		rest.clear();
		line.clear();
		// What waits for an answer that is never going to come is given up, after a while by the bot's clock.
		const stopping = app.stopBot();
		await time.pass(20_000);
		await stopping;
		time.stop();
		await Promise.all([rest.close(), line.close()]);
		await app.close();
	}, 60_000);
	let told = app.discord.requests.length;
	return {
		app,
		rest,
		line,
		heard: () => {
			const news = app.discord.requests.slice(told);
			told = app.discord.requests.length;
			return news;
		},
		...acting(app),
		pass: time.pass,
	};
}
