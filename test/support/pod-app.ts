import { type SimulatedAutoPod, startSimulatedAutoPod } from '#demo/autopod/simulated-autopod.ts';
import type { Act, Choice, LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import type { OptionValues } from '#demo/discord/people/command-input.ts';
import { customIdOf, selects, textOf } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './app.ts';
import type { PersonName, Seen } from './people.ts';

export interface PodApp {
	app: TestApp;
	pod: SimulatedAutoPod;
	/** What was asked of AutoPod since the last call of this: `GET /v1/… (whose key)`. */
	podCalls: () => string[];
	/** As the people of the app do it, while time goes on: AutoPod takes a call a second. */
	run: (person: PersonName, command: string, options?: OptionValues) => Promise<Seen>;
	click: (person: PersonName, message: LoopbackMessage, label: string) => Promise<Seen>;
	/** Chooses in the only select of the message. */
	choose: (person: PersonName, message: LoopbackMessage, value: string) => Promise<Seen>;
	suggest: (
		person: PersonName,
		command: string,
		options: Record<string, string>,
		focused: string,
	) => Promise<Choice[]>;
	press: (person: PersonName, message: LoopbackMessage, customId: string) => Promise<Seen>;
	/** Tries both writing scopes, as an administrator does in /doctor. */
	proveWriting: () => Promise<Seen>;
	close: () => Promise<void>;
}

const [idleMs, stepMs] = [15, 500];

interface Options extends Omit<TestAppOptions, 'stations' | 'clock'> {
	/** Of the station; the reading and the writing one if not given. */
	keys?: (pod: SimulatedAutoPod) => { station?: string; admin?: string };
}

/** The whole bot with one station, which is at a simulated AutoPod. */
export async function startPodApp({ keys, ...options }: Options = {}): Promise<PodApp> {
	const clock = new ManualClock(options.startAt);
	const pod = await startSimulatedAutoPod({ clock });
	const given = keys?.(pod) ?? { station: pod.keys.read, admin: pod.keys.write };
	const stations = () => [
		{ name: 'Harbour Talk', backend: 'autopod', url: pod.url, station: undefined, keys: given },
	];
	const app = await startTestApp({ ...options, clock, stations });
	let told = 0;
	const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), idleMs));
	/** Lets time go on, half a second each time that nothing has happened for a while, until the work is over. */
	const inTime = async (start: () => Act): Promise<Seen> => {
		const act = start();
		await act.acknowledged();
		const seen = app.see(act);
		const settled = Promise.allSettled([seen]).then(() => true);
		while (!(await Promise.race([settled, pause()]))) await app.clock.advance(stepMs);
		const { message, ...rest } = await seen;
		while (textOf(message).startsWith('### ⏳')) {
			await pause();
			await app.clock.advance(stepMs);
		}
		const text = textOf(message);
		return { ...rest, message, text, plain: text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1') };
	};
	const run: PodApp['run'] = async (person, command, values) =>
		inTime(() => app.discord.command(app.as(person), command, values ?? {}));
	const press: PodApp['press'] = async (person, message, id) =>
		inTime(() => app.discord.press(app.as(person, message.channel_id), message.id, id));
	const click: PodApp['click'] = async (person, message, label) =>
		press(person, message, customIdOf(message, label));
	return {
		app,
		pod,
		run,
		click,
		press,
		choose: async (person, message, value) => {
			const [menu] = selects(message);
			if (menu === undefined) throw new Error(`There is no select in: ${textOf(message)}`);
			return inTime(() =>
				app.discord.select(app.as(person, message.channel_id), message.id, menu.custom_id, [value]),
			);
		},
		suggest: async (person, command, values, focused) => {
			const found = app.suggest(person, command, values, focused);
			const settled = Promise.allSettled([found]).then(() => true);
			while (!(await Promise.race([settled, pause()]))) await app.clock.advance(stepMs);
			return found;
		},
		proveWriting: async () => click('admin', (await run('admin', 'doctor')).message, 'Try writing'),
		podCalls: () => {
			const news = pod.requests.slice(told).map((call) => `${call.method} ${call.path} (${call.key})`);
			told = pod.requests.length;
			return news;
		},
		close: async () => {
			const [log, sent, stored] = [app.log(), app.sent(), app.stored()];
			// A check of keys that is under way is waited for, and waits for its turns.
			const closing = app.close();
			const settled = Promise.allSettled([closing]).then(() => true);
			while (!(await Promise.race([settled, pause()]))) await clock.advance(stepMs);
			await closing;
			await pod.close();
			for (const key of Object.values(pod.keys))
				if (`${log}${sent}${stored}`.includes(key)) throw new Error('A key of AutoPod was let out');
		},
	};
}
