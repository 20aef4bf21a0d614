import type { TestContext } from 'vitest';
import { startSimulatedAutoPod } from '#demo/autopod/simulated-autopod.ts';
import type { Act } from '#demo/discord/loopback-discord.ts';
import { startSimulatedIcecast } from '#demo/icecast/simulated-icecast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { startSimulatedStreamingCenter } from '#demo/streaming-center/simulated-streaming-center.ts';
import { startTestApp, type TestApp, type TestAppOptions, type TestStation } from '#test/support/app.ts';
import type { PersonName, Seen } from '#test/support/people.ts';
import { type ChaosProxy, startChaosProxy } from './chaos-proxy.ts';
import { type GoingTime, letTimeGoOn } from './going-time.ts';

export const kinds = ['azuracast', 'streaming-center', 'autopod', 'icecast'] as const;
export type Kind = (typeof kinds)[number];

/** A card as somebody sees it, and how long it took in real milliseconds. */
export type Timed = Seen & { tookMs: number };

export interface Chaos {
	app: TestApp;
	/** The way to the radio server. */
	way: ChaosProxy;
	/** What the radio server was asked since the last call of this: `POST /api/…`. */
	asked: () => string[];
	run: (person: PersonName, command: string, options?: Record<string, string | boolean>) => Promise<Timed>;
	press: (person: PersonName, from: Seen, label: string) => Promise<Timed>;
	/** Time goes on by itself, as in the world, and this much more at once. */
	pass: GoingTime['pass'];
}

interface ChaosOptions extends Omit<TestAppOptions, 'clock' | 'stations'> {
	/** More stations beside the one that is far away. */
	extra?: (far: TestStation) => TestStation[];
}

/** Longer than any deadline of a backend: what takes longer hangs. */
const patienceMs = 40_000;

/** The whole bot with one station of this kind, and chaos on the way to it, until the given test is over. Time goes on by itself. */
export async function withChaos(
	kind: Kind,
	{ onTestFinished }: Pick<TestContext, 'onTestFinished'>,
	{ extra = (far) => [far], ...options }: ChaosOptions = {},
): Promise<Chaos> {
	const clock = new ManualClock();
	const way = await startChaosProxy();
	const server = kind === 'azuracast' ? undefined : await start[kind](clock);
	if (server !== undefined) way.aim(server.url);
	const app = await startTestApp({
		clock,
		stations: (radio) => {
			if (server === undefined) way.aim(radio.url);
			const { pathname } = new URL(server?.url ?? radio.url);
			const url = way.url + (pathname === '/' ? '' : pathname);
			return extra({ ...server?.station, name: 'Far Radio', backend: kind, url });
		},
		...options,
	});
	const { requests } = server ?? app.radio;
	const time = letTimeGoOn(clock);
	onTestFinished(async () => {
		way.clear();
		// What waits for an answer that is never going to come is given up, after a while by the bot's clock.
		const stopping = app.stopBot();
		await time.pass(20_000);
		await stopping;
		time.stop();
		await way.close();
		await app.close();
		await server?.close();
	}, 60_000);
	let told = 0;
	return {
		app,
		way,
		asked: () => {
			const news = requests.slice(told).map(({ method, path }) => `${method} ${path}`);
			told = requests.length;
			return news;
		},
		...acting(app),
		pass: time.pass,
	};
}

/** People who wait until an answer is there, however long that takes. */
export function acting(app: TestApp): Pick<Chaos, 'run' | 'press'> {
	const patiently = async (act: Act): Promise<Timed> => {
		const startedAt = performance.now();
		for (;;) {
			try {
				const seen = await app.see(act);
				return { ...seen, tookMs: performance.now() - startedAt };
			} catch (error) {
				// Discord itself has told this person that nobody answers.
				const isOver = error instanceof Error && error.message.includes('did not respond in time');
				if (isOver || performance.now() - startedAt > patienceMs) throw error;
			}
		}
	};
	return {
		run: (person, command, values = {}) => patiently(app.discord.command(app.as(person), command, values)),
		press: (person, { message }, label) => {
			const button = message.components.flatMap(flat).find((one) => one['label'] === label);
			if (button === undefined) throw new Error(`There is no button “${label}”`);
			const by = app.as(person, message.channel_id);
			return patiently(app.discord.press(by, message.id, String(button['custom_id'])));
		},
	};
}

function flat(component: unknown): Record<string, unknown>[] {
	if (typeof component !== 'object' || component === null) return [];
	const one = component as Record<string, unknown>;
	return [one, ...(Array.isArray(one['components']) ? one['components'].flatMap(flat) : [])];
}

interface Server {
	url: string;
	station: TestStation;
	requests: readonly { method: string; path: string }[];
	close: () => Promise<void>;
}

const start: Record<Exclude<Kind, 'azuracast'>, (clock: ManualClock) => Promise<Server>> = {
	'streaming-center': async (clock) => {
		const panel = await startSimulatedStreamingCenter({ clock });
		const { url, requests, keys } = panel;
		return { url, requests, station: { station: '1', keys: { station: keys.station } }, close: panel.close };
	},
	autopod: async (clock) => {
		const pod = await startSimulatedAutoPod({ clock });
		const { url, requests, keys } = pod;
		const station = { station: undefined, keys: { station: keys.read, admin: keys.write } };
		return { url, requests, station, close: pod.close };
	},
	icecast: async (clock) => {
		const server = await startSimulatedIcecast({ clock });
		const { url, requests } = server;
		return { url, requests, station: { station: '/live.mp3', keys: {} }, close: server.close };
	},
};
