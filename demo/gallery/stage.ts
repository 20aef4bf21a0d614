import { setTimeout as pause } from 'node:timers/promises';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '../azuracast/simulated-azuracast.ts';
import {
	type LoopbackDiscord,
	type LoopbackGuild,
	startLoopbackDiscord,
} from '../discord/loopback-discord.ts';
import { ManualClock } from '../manual-clock.ts';
import { type OtherRadio, startOtherRadios } from '../other-radios.ts';
import type { DataKind } from '../page/gallery/gallery-wire.ts';
import type { Language } from '../page/wire.ts';
import { addServer, cast, joinServer } from '../playground-world.ts';
import type { RunningBot, StartBot } from '../start-bot.ts';
import { declareExtreme, declareOrdinary } from './declare-stations.ts';
import { downStation, emptyStation, extremeStation, fillLibrary, makeExtreme } from './extreme-radio.ts';

export interface StageOptions {
	startBot: StartBot;
	/** In the largest library, which the bot reads from end to end. */
	songs: number;
}

/** A Discord server of the gallery, and the stations of it by what they are there for. */
export interface StageServer {
	readonly guild: LoopbackGuild;
	readonly radio: SimulatedAzuraCast;
	/** The server of a station that has trouble, and its name. The pictures of all others are still there then. */
	readonly troubled: { readonly radio: SimulatedAzuraCast; readonly name: string };
	/** Name of the station that most commands are run at. */
	readonly usual: string;
	/** Names of further stations whose cards differ: nothing is on at one, another does not answer. */
	readonly alsoAt: readonly string[];
	/** Names of those whose keys have rights that only an order shows. */
	readonly toProve: readonly string[];
}

/** On a Sunday evening, so that everything is the same at every visit. */
const startAt = Date.UTC(2026, 10, 22, 19, 13, 40);
/** A bot that hears nothing from its Discord for three minutes connects anew, and heartbeats go by real time. */
const pulseMs = 30_000;
/** Of real time, so that what is on its way arrives within a second of the stage. */
const secondTakesMs = 2;
/** By then radio servers have been measured often enough for a chart. */
const hourMs = 66 * 60_000;
const strideMs = 5_000;
const strideTakesMs = 6;

/**
 * A Discord and radio servers of the gallery's own, with a bot between them: what is done to them for a picture must not happen
 * to a visitor's. Their time stands still unless a scene takes some.
 */
export class Stage {
	readonly clock: ManualClock;
	readonly discord: LoopbackDiscord;
	readonly others: readonly OtherRadio[];
	readonly servers: Readonly<Record<DataKind | 'fresh', StageServer>>;
	readonly #bot: RunningBot;
	readonly #songs: number;
	#isFull = false;
	readonly #radios: readonly SimulatedAzuraCast[];
	#hasLived = false;
	#isLeft = false;
	#pulseAt = 0;

	private constructor(
		clock: ManualClock,
		discord: LoopbackDiscord,
		others: readonly OtherRadio[],
		servers: Stage['servers'],
		radios: readonly SimulatedAzuraCast[],
		bot: RunningBot,
		songs: number,
	) {
		this.clock = clock;
		this.discord = discord;
		this.others = others;
		this.servers = servers;
		this.#radios = radios;
		this.#bot = bot;
		this.#songs = songs;
	}

	static async open({ startBot, songs }: StageOptions): Promise<Stage> {
		const clock = new ManualClock(startAt);
		const [discord, ordinary, extreme, down, trouble, others] = await Promise.all([
			startLoopbackDiscord({ clock }),
			startSimulatedAzuraCast({ clock }),
			startSimulatedAzuraCast({ clock, seed: 2 }),
			startSimulatedAzuraCast({ clock, songsPerStation: 10, seed: 3 }),
			startSimulatedAzuraCast({ clock, seed: 4 }),
			startOtherRadios(clock),
		]);
		makeExtreme(extreme);
		await down.down();
		const usual = ordinary.station('lanternlight').name;
		const troubled = { radio: trouble, name: trouble.station('tidewater').name };
		const servers = {
			ordinary: {
				guild: populate(discord, 'Harbour Radio Club', ''),
				radio: ordinary,
				troubled,
				usual,
				alsoAt: [],
				toProve: ['Harbour Talk'],
			},
			extreme: {
				guild: populate(
					discord,
					'🌊 Das größte anzunehmende Radio ‮خادم‬',
					'-with-a-name-as-long-as-names-may-be',
				),
				radio: extreme,
				troubled: { radio: down, name: downStation },
				usual: extremeStation,
				alsoAt: [emptyStation, downStation],
				toProve: [],
			},
			fresh: {
				guild: populate(discord, 'Fresh server', ''),
				radio: ordinary,
				troubled,
				usual,
				alsoAt: [],
				toProve: [],
			},
		};
		const stations = [...declareOrdinary(servers.ordinary, others), ...declareExtreme(servers.extreme, down)];
		const bot = await startBot({ token: discord.token, apiUrl: discord.apiUrl, stations, clock });
		return new Stage(clock, discord, others, servers, [ordinary, extreme, down, trouble], bot, songs);
	}

	/** Gives the extreme station all its songs; false if it had them before. */
	fill(): boolean {
		if (this.#isFull) return false;
		this.#isFull = true;
		fillLibrary(this.servers.extreme.radio, this.#songs);
		return true;
	}

	/** Lets an hour go by, unless that has been done: libraries are read then, and radio servers measured. */
	async live(): Promise<void> {
		if (this.#hasLived) return;
		this.#hasLived = true;
		for (let passed = 0; passed < hourMs; passed += strideMs) {
			await this.advance(strideMs);
			await pause(strideTakesMs);
		}
	}

	/** Everybody's Discord, and the servers themselves, speak this language from now on. */
	async speak(language: Language): Promise<void> {
		for (const { guild } of Object.values(this.servers)) {
			this.discord.setLocale(guild.id, language);
			for (const member of cast) joinServer(this.discord, guild, member, language);
		}
		await this.pass(2_000);
	}

	/** From now on nothing goes on here: whatever somebody does next fails. */
	leave(): void {
		this.#isLeft = true;
	}

	/** Lets time go by, second by second, as it does in the world: what is sent in one second arrives before the next. */
	async pass(ms: number): Promise<void> {
		for (let passed = 0; passed < ms; passed += 1000) {
			await this.advance(Math.min(1000, ms - passed));
			await pause(secondTakesMs);
		}
	}

	/** Lets time go by at once; in small steps, since nothing arrives meanwhile. */
	async advance(ms: number): Promise<void> {
		if (this.#isLeft) throw new Error('The gallery is closed');
		await this.clock.advance(ms);
		if (this.clock.now() < this.#pulseAt) return;
		this.#pulseAt = this.clock.now() + pulseMs;
		// Something happens in every Discord server now and then.
		const [channel] = this.servers.fresh.guild.channels;
		if (channel !== undefined) this.discord.setTopic(channel.id, channel.topic ?? '');
	}

	async close(): Promise<void> {
		await this.#bot.close();
		await Promise.all([this.discord, ...this.#radios, ...this.others].map((one) => one.close()));
	}
}

const channels = {
	requests: 'Belongs to the first station',
	general: 'Belongs to no station',
	'now-playing': 'What is on the air',
	alerts: 'What goes wrong',
	audit: 'Who did what',
	upload: 'Songs for the station',
};

function populate(discord: LoopbackDiscord, name: string, ending: string): LoopbackGuild {
	const named = Object.entries(channels).map(([channel, topic]) => [`${channel}${ending}`, topic] as const);
	const guild = addServer(discord, name, Object.fromEntries(named));
	for (const member of cast) joinServer(discord, guild, member, 'en-US');
	return guild;
}
