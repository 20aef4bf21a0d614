import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#test/support/real-databases.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import { inspect } from './collected-memory.ts';
import { type SoakRecord, settledAfterMs } from './soak-figures.ts';
import { openSoakStage, type SoakStage, soakSize, troubles } from './soak-stage.ts';
import { drawCards, type Strike, type Struck, stormMix } from './storm-mix.ts';
import { ToldSongs } from './told-songs.ts';
import { WatchedCalls } from './watched-calls.ts';

export interface SoakOptions {
	minutes: number;
	/** Ends it early. */
	signal: AbortSignal;
	/** Called once a minute. */
	progress: (line: string) => void;
}

const perSecond = 5;
/**
 * The first minutes are so much busier. V8 goes on compiling what was called often enough: in an hour with 5 interactions a second that
 * were 2 MB of code (two heap snapshots, compared), which looks like a leak and is none.
 */
const warmUp = { people: 12, songs: 3, troubles: 2 } as const;
const songEverySeconds = 180;
const troubleEveryMs = 50_000;
const memoryEveryMs = 30_000;
/** V8 hands the pages back that it emptied a little later, by its helper's thread. */
const handedBackMs = 1_000;
const metricsEveryMs = 60_000;
const tickMs = 100;
const toldWithinMs = 60_000;
const answeredWithinMs = 30_000;
const lastMs = 20_000;
const startPatienceMs = 120_000;

/** Lets the bot live for so many minutes between people, songs and troubles. */
export async function runSoak(options: SoakOptions): Promise<SoakRecord> {
	const told = new ToldSongs(toldWithinMs);
	const stage = await openSoakStage(told);
	try {
		const port = await freePort();
		const inspectPort = await freePort();
		const environment = {
			...stage.environment,
			HTTP_PORT: String(port),
			NODE_OPTIONS: `--inspect=127.0.0.1:${inspectPort}`,
		};
		const bot = await startBot('airdeck', { ...stage, environment });
		await stage.settled(startPatienceMs);
		const inspected = await inspect(inspectPort);
		const soak = new Soak(stage, bot, { told, inspected, metricsUrl: `http://127.0.0.1:${port}/metrics` });
		await soak.run(options, stormMix(stage, await drawCards(stage)));
		inspected.close();
		await bot.stop();
		return soak.record;
	} finally {
		await stage.close();
	}
}

interface Given {
	told: ToldSongs;
	inspected: Awaited<ReturnType<typeof inspect>>;
	metricsUrl: string;
}

/** One soak under way. */
class Soak {
	readonly record: SoakRecord;
	readonly #stage: SoakStage;
	readonly #bot: BotProcess;
	readonly #inspected: Awaited<ReturnType<typeof inspect>>;
	readonly #metricsUrl: string;
	readonly #startedAt = performance.now();
	#lookUntil = 0;
	#open: { act: NonNullable<Struck['act']>; since: number }[] = [];

	constructor(stage: SoakStage, bot: BotProcess, given: Given) {
		this.#stage = stage;
		this.#bot = bot;
		this.#inspected = given.inspected;
		this.#metricsUrl = given.metricsUrl;
		this.record = {
			minutes: 0,
			resident: [],
			loopP99: [],
			answered: 0,
			missedAnswers: 0,
			acks: [],
			troubles: 0,
			told: given.told,
			calls: new WatchedCalls(),
		};
		this.record.calls.take(stage.discord.requests);
	}

	async run({ minutes, signal, progress }: SoakOptions, strike: Strike): Promise<void> {
		const { discord, stations } = this.#stage;
		const trouble = troubles(this.#stage);
		let [songs, people] = [0, 0];
		const jobs = [
			every(troubleEveryMs, warmUp.troubles, () => {
				trouble[this.record.troubles % trouble.length]?.();
				this.record.troubles += 1;
			}),
			every(memoryEveryMs, 1, async () => {
				await this.#inspected.collect();
				this.#lookUntil = this.#elapsed() + handedBackMs;
			}),
			every(metricsEveryMs, 1, async () => {
				this.record.loopP99.push(await this.#loopP99());
				progress(this.#line());
			}),
			every((songEverySeconds * 1_000) / stations.length, warmUp.songs, () => {
				const station = stations[songs++ % stations.length];
				if (station !== undefined) this.#stage.changeSong(station);
			}),
			every(1_000 / perSecond, warmUp.people, () => {
				// While nobody hangs on the line, nobody can answer: that is no fault of the bot's.
				if (discord.gateway.sessions > 0) void this.#act(strike(people++));
			}),
		];
		while (!signal.aborted && this.#elapsed() < minutes * 60_000) {
			for (const job of jobs) await job(this.#elapsed());
			if (this.#elapsed() < this.#lookUntil) await this.#lookAtMemory();
			this.#tidy();
			await pause(tickMs);
		}
		this.record.minutes = this.#elapsed() / 60_000;
		const until = this.#elapsed() + lastMs;
		while (!signal.aborted && this.#elapsed() < until) await pause(tickMs);
		this.#tidy(signal.aborted ? 0 : toldWithinMs);
	}

	#elapsed(): number {
		return performance.now() - this.#startedAt;
	}

	async #lookAtMemory(): Promise<void> {
		const value = await this.#bot.residentMb();
		if (value !== undefined) this.record.resident.push({ at: this.#elapsed(), value });
	}

	async #act(striking: Promise<Struck>): Promise<void> {
		const { act, ackMs } = await striking;
		if (ackMs === undefined) this.record.missedAnswers += 1;
		else if (act === undefined) this.record.answered += 1;
		else {
			this.record.acks.push(ackMs);
			this.#open.push({ act, since: performance.now() });
		}
	}

	/** Takes in what came; what is open for longer than it may, less `ahead`, is given up. */
	#tidy(ahead = 0): void {
		const now = performance.now() + ahead;
		this.record.calls.take(this.#stage.discord.requests);
		this.record.told.tidy(now);
		this.#open = this.#open.filter(({ act, since }) => {
			if (act.isAnswered()) this.record.answered += 1;
			else if (now - since > answeredWithinMs) this.record.missedAnswers += 1;
			else return true;
			return false;
		});
	}

	async #loopP99(): Promise<number> {
		const page = await (await fetch(this.#metricsUrl)).text();
		const found = /^airdeck_event_loop_delay_seconds\{quantile="0\.99"\} (\S+)$/m.exec(page)?.[1];
		if (found === undefined) throw new Error('The bot does not tell how late its event loop is');
		return Number(found) * 1_000;
	}

	#line(): string {
		const { resident, loopP99, told, answered, missedAnswers } = this.record;
		return (
			`${(this.#elapsed() / 60_000).toFixed(0)} min: ${resident.at(-1)?.value.toFixed(1) ?? '?'} MB, event loop p99 ${loopP99.at(-1)?.toFixed(1) ?? '?'} ms, ` +
			`${told.delays.length} songs told (${told.missed} missed, ${told.doubled} doubled), ${answered} answers (${missedAnswers} missed)`
		);
	}
}

/** Does it whenever so many milliseconds have gone by, `atFirst` times as often while the bot warms up, and makes up for what was missed. */
function every(ms: number, atFirst: number, act: () => unknown): (elapsed: number) => Promise<void> {
	const wait = (at: number) => (at < settledAfterMs ? ms / atFirst : ms);
	let due = wait(0);
	return async (elapsed) => {
		for (; due <= elapsed; due += wait(due)) await act();
	};
}

/** The load, in words. */
export const soakLoad =
	`${soakSize.radioServers * soakSize.stations} stations on ${soakSize.radioServers} radio servers, each with a card and a message for each song, a song every ` +
	`${songEverySeconds / 60} minutes; ${perSecond} interactions a second by ${soakSize.guilds * soakSize.people} people; something goes wrong every ${troubleEveryMs / 1000} s; in the first ten minutes ${warmUp.people} times as many interactions, ${warmUp.songs} times as many songs and ${warmUp.troubles} times as many troubles`;
