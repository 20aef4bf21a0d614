import { expect } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import {
	type SimulatedStreamingCenter,
	startSimulatedStreamingCenter,
} from '#demo/streaming-center/simulated-streaming-center.ts';
import { builtIn } from '#src/backends/registry.ts';
import { channels, startTestApp, type TestApp } from './app.ts';

/** Sunday, 20:13:40 in Berlin. */
export const startAt = Date.UTC(2026, 10, 22, 19, 13, 40);

export interface PanelSetting {
	app: TestApp;
	panel: SimulatedStreamingCenter;
	/** What the panel was asked since the last call of this, without the queries. */
	asked: () => string[];
}

/** The bot with one station, on a panel whose time goes along with the bot's. */
export async function withStation({
	experimental = false,
	withKey = true,
	twice = false,
} = {}): Promise<PanelSetting> {
	// The panel has to be there before the bot, and both go by one clock: the first hands its time to the second.
	const time: { clock?: ManualClock } = {};
	const panelClock = new ManualClock(startAt);
	const panel = await startSimulatedStreamingCenter({
		clock: {
			now: () => (time.clock ?? panelClock).now(),
			sleep: (ms, signal) => (time.clock ?? panelClock).sleep(ms, signal),
			every: (ms, run) => (time.clock ?? panelClock).every(ms, run),
		},
	});
	const keys = withKey ? { station: panel.keys.station } : {};
	const first = {
		name: 'Harbour Radio',
		backend: 'streaming-center',
		url: panel.url,
		station: '1',
		keys,
		channels: { audit: channels.audit, upload: channels.upload },
	};
	const second = { ...first, name: 'Quay Talk', station: '3', channels: { nowPlaying: channels.nowPlaying } };
	const app = await startTestApp({
		startAt,
		stations: twice ? [{ ...first, channels: { nowPlaying: channels.general } }, second] : [first],
		live: twice,
		modules: builtIn.map((module) => ({
			...module,
			create: (options) =>
				module.create({ ...options, ...(experimental ? { details: { experimental: true } } : {}) }),
		})),
	});
	time.clock = app.clock;
	let told = panel.requests.length;
	return {
		app,
		panel,
		asked: () => {
			const news = panel.requests
				.slice(told)
				.map(
					({ method, path, key }) =>
						`${method} ${path.replace('/api/v2', '').split('?', 1)[0] ?? ''} (${key})`,
				);
			told = panel.requests.length;
			return news;
		},
	};
}

/** Stops everything; nothing that is secret may have been told. */
export async function closing({ app, panel }: Pick<PanelSetting, 'app' | 'panel'>): Promise<void> {
	for (const key of Object.values(panel.keys)) {
		expect(app.log()).not.toContain(key);
		expect(app.sent()).not.toContain(key);
	}
	for (const text of [app.log(), app.sent()]) {
		expect(text).not.toMatch(/secret-|djpassword|\/var\/users/);
	}
	await app.close();
	await panel.close();
}
