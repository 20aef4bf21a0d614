import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { createPeople, type People } from '#test/support/people.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');
const patienceMs = 20_000;

/** A bot whose process is killed again and again, and what people were told before. */
export class KilledWorld {
	readonly folder: string;
	readonly discord: LoopbackDiscord;
	readonly radio: SimulatedAzuraCast;
	readonly channelId: string;
	readonly people: People;
	/** Names of the first station: the last one that was confirmed, and one that was asked for since. */
	names = new Set<string>();
	/** Whether the second station is set up: what was confirmed, and what was asked for since. */
	second = new Set<boolean>([false]);
	/** How often something was confirmed. */
	confirmed = 0;
	#child: ChildProcess | undefined;

	constructor(folder: string, discord: LoopbackDiscord, radio: SimulatedAzuraCast) {
		this.folder = folder;
		this.discord = discord;
		this.radio = radio;
		const guild = discord.addGuild({
			name: 'Home',
			channels: [{ name: 'general' }, { name: 'now-playing' }],
		});
		const owner = discord.addMember(guild.id, { username: 'owner', permissions: 1n << 5n });
		this.channelId = guild.channelId('now-playing');
		const actor = { guildId: guild.id, channelId: guild.channelId('general'), userId: owner.id };
		// Nothing here lets time go on: the bot has a real clock.
		this.people = createPeople(discord, new ManualClock(), (_, channelId) => ({
			...actor,
			...(channelId !== undefined && { channelId }),
		}));
	}

	static async open(): Promise<KilledWorld> {
		const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-kills-'));
		return new KilledWorld(folder, await startLoopbackDiscord(), await startSimulatedAzuraCast());
	}

	/** How many cards stand in the channel, of the first station and of the second. */
	cards(): [number, number] {
		const cards = this.discord.messages(this.channelId).map((message) => textOf(message));
		const second = cards.filter((text) => text.includes('Tidewater Live')).length;
		return [cards.length - second, second];
	}

	start(): void {
		const child = spawn(process.execPath, [main], {
			cwd: this.folder,
			stdio: 'ignore',
			env: {
				DATA_DIR: this.folder,
				HTTP_PORT: '0',
				DISCORD_TOKEN: this.discord.token,
				DISCORD_API_URL: this.discord.apiUrl,
				ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
			},
		});
		this.#child = child;
	}

	/** Until somebody's command is answered. */
	async isUp(): Promise<void> {
		const until = performance.now() + patienceMs;
		while (this.discord.gateway.sessions === 0 || this.discord.commands().length === 0) {
			if (this.#child?.exitCode !== null)
				throw new Error(`The bot ended by itself with ${this.#child?.exitCode}`);
			if (performance.now() > until) throw new Error('The bot does not come up');
			await pause(5);
		}
	}

	async kill(): Promise<void> {
		const child = this.#child;
		if (child === undefined) return;
		if (child.exitCode !== null) throw new Error(`The bot ended by itself with ${child.exitCode}`);
		this.#child = undefined;
		const gone = once(child, 'exit');
		child.kill('SIGKILL');
		await gone;
		// What it sent in its last moment arrives, and its line is seen to be gone.
		while (this.discord.gateway.sessions > 0) await pause(2);
		await pause(20);
	}

	async close(): Promise<void> {
		this.#child?.kill('SIGKILL');
		await this.radio.close();
		await this.discord.close();
		await rm(this.folder, { recursive: true, force: true });
	}

	/** The first station, by /setup. */
	async setUpFirst(): Promise<void> {
		const keys = { station: this.radio.keys.station };
		if (!(await this.#setUp(this.people, '1', 'Lanternlight FM', keys)))
			throw new Error('The first station was not set up');
		this.names = new Set(['Lanternlight FM']);
	}

	/** What the bot says it has. Throws if something is gone that was confirmed, or is there that nobody asked for. */
	async compare(): Promise<void> {
		const { plain } = await this.people.run('owner', 'stations');
		const known = [...this.names].filter((name) => plain.includes(name));
		if (known.length !== 1)
			throw new Error(`Expected one of ${[...this.names].join(', ')}; there is:\n${plain}`);
		const second = plain.includes('Tidewater Live');
		if (!this.second.has(second))
			throw new Error(`Tidewater Live ${second ? 'is' : 'is not'} there:\n${plain}`);
		this.names = new Set(known);
		this.second = new Set([second]);
		const { text } = await this.people.run('owner', 'settings show', { station: known[0] ?? '' });
		if (!text.includes(`Station key …${this.radio.keys.station.slice(-4)}`))
			throw new Error(`The key is gone:\n${text}`);
	}

	/** People change settings, songs change, the library is read, until the process is killed. */
	work(): void {
		const child = this.#child;
		const isRunning = () => this.#child === child;
		const hands = handsOf(this.people, isRunning);
		const run = async (deed: (turn: number) => Promise<void>) => {
			for (let turn = 0; isRunning(); turn++) await deed(turn);
		};
		const all = [
			run((turn) => this.#rename(hands, turn)),
			run(() => this.#turnSecond(hands)),
			run(() => this.#nextSong()),
			run(() => this.#readLibrary(hands)),
		];
		// Whoever waits for an answer when the process is killed waits in vain.
		for (const one of all)
			one.catch((error: unknown) => {
				if (isRunning()) throw error;
			});
	}

	async #rename(people: Hands, turn: number): Promise<void> {
		const [current = ''] = this.names;
		const name = `Radio ${this.confirmed} of ${turn}`;
		const { message } = await people.run('owner', 'settings edit', { station: current });
		const form = await people.openForm('owner', message, 'Name');
		this.names.add(name);
		const { text } = await people.submit('owner', form, { name });
		if (!text.includes('The name is changed.')) throw new Error(`The name was not changed:\n${text}`);
		this.names = new Set([name]);
		this.confirmed += 1;
	}

	async #turnSecond(people: Hands): Promise<void> {
		const [isThere] = this.second;
		this.second.add(isThere !== true);
		if (isThere === true) {
			const { message } = await people.run('owner', 'settings remove', { station: 'Tidewater Live' });
			const { text } = await people.click('owner', message, 'Remove the station');
			if (!text.includes('is removed')) throw new Error(`Tidewater Live was not removed:\n${text}`);
		} else if (!(await this.#setUp(people, '2', 'Tidewater Live', {}))) {
			this.second = new Set([false]);
			await pause(100);
			return;
		}
		this.second = new Set([isThere !== true]);
		this.confirmed += 1;
	}

	/** False if the bot finds that addresses were tried often enough for now, and nothing was done. */
	async #setUp(people: Hands, number: string, name: string, keys: Record<string, string>): Promise<boolean> {
		const { message } = await people.run('owner', 'setup');
		const first =
			this.names.size === 0 ? message : (await people.click('owner', message, 'Add stations')).message;
		const form = await people.openForm('owner', first, 'Enter the address');
		const found = await people.submit('owner', form, { address: this.radio.url, ...keys });
		if (found.text.includes('That was tried often enough')) return false;
		const second =
			Object.keys(keys).length === 0
				? await people.click('owner', found.message, 'Go on without keys')
				: found;
		const chosen = await people.choose('owner', second.message, [number], 'Choose stations');
		const fourth = await people.click('owner', chosen.message, 'Continue');
		const fifth = await people.click('owner', fourth.message, 'Continue');
		const { text } = await people.click('owner', fifth.message, 'Save');
		if (!text.includes(`${name} is set up`)) throw new Error(`${name} was not set up:\n${text}`);
		return true;
	}

	async #nextSong(): Promise<void> {
		this.radio.station('lanternlight').skip();
		this.radio.push.publish('lanternlight');
		await pause(60);
	}

	async #readLibrary(people: Hands): Promise<void> {
		const [current = ''] = this.names;
		await people.run('owner', 'station media', { station: current, refresh: true });
		await pause(30);
	}
}

type Hands = Pick<People, 'run' | 'click' | 'choose' | 'openForm' | 'submit'>;

/** What people do while a process runs, and not to the next one. */
function handsOf(people: People, isRunning: () => boolean): Hands {
	const check = () => {
		if (!isRunning()) throw new Error('The process is gone');
	};
	return {
		run: async (...given) => {
			check();
			return people.run(...given);
		},
		click: async (...given) => {
			check();
			return people.click(...given);
		},
		choose: async (...given) => {
			check();
			return people.choose(...given);
		},
		openForm: async (...given) => {
			check();
			return people.openForm(...given);
		},
		submit: async (...given) => {
			check();
			return people.submit(...given);
		},
	};
}
