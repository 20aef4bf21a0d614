import type { DataKind, GalleryEvent } from '../page/gallery/gallery-wire.ts';
import type { Language } from '../page/wire.ts';
import { listCommands } from '../page-server/page-commands.ts';
import { cast } from '../playground-world.ts';
import { GalleryFilm } from './gallery-film.ts';
import { Stage, type StageOptions } from './stage.ts';
import { Tour } from './tour.ts';

/** Every card of the bot's, made by the bot itself when somebody comes to see them. */
export class Gallery {
	readonly #options: StageOptions;
	readonly #films = new Map<string, GalleryFilm>();
	#stage: Promise<Stage> | undefined;
	/** What is made now; there is one stage, and one language at a time is spoken on it. */
	#work: Promise<unknown> = Promise.resolve();
	#isClosed = false;

	constructor(options: StageOptions) {
		this.#options = options;
	}

	/**
	 * Hands on everything from the beginning, and what is still to come as it comes. The first visitor of a language waits for
	 * seconds; what was made is kept. Returns the function that ends it: what nobody waits for is not made to its end.
	 */
	follow(language: Language, data: DataKind, onEvent: (event: GalleryEvent) => void): () => void {
		const name = `${language} ${data}`;
		const known = this.#films.get(name);
		if (known !== undefined && !known.isOver) return known.follow(onEvent);
		const film = new GalleryFilm();
		this.#films.set(name, film);
		this.#work = this.#work.then(() => this.#make(film, language, data));
		return film.follow(onEvent);
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		const stage = await this.#stage;
		stage?.leave();
		await this.#work;
		await stage?.close();
	}

	/** Never rejects: whoever follows is told. */
	async #make(film: GalleryFilm, language: Language, data: DataKind): Promise<void> {
		const isWanted = () => film.isWatched && !this.#isClosed;
		if (!isWanted()) return film.giveUp();
		try {
			this.#stage ??= Stage.open(this.#options);
			const stage = await this.#stage;
			await stage.speak(language);
			film.tell({ kind: 'world', world: worldOf(stage, language, data) });
			const tour = new Tour(stage, data, (section, scene) => film.tell({ kind: 'scene', section, scene }));
			for await (const _part of tour.parts()) if (!isWanted()) return film.giveUp();
			film.tell({ kind: 'end', problems: tour.problems });
		} catch (error) {
			film.tell({ kind: 'end', problems: [error instanceof Error ? error.message : String(error)] });
			film.giveUp();
		}
	}
}

function worldOf({ clock, discord, servers }: Stage, language: Language, data: DataKind) {
	const { guild } = servers[data];
	const viewer = cast.find(({ level }) => level === 'admin');
	const places = data === 'ordinary' ? [guild, servers.fresh.guild] : [guild];
	return {
		now: clock.now(),
		speed: 0 as const,
		servers: [{ slug: data, name: guild.name }],
		guild: { id: guild.id, slug: data, name: guild.name, fileLimit: 0 },
		bot: { id: discord.applicationId, name: 'Airdeck' },
		viewer: { id: viewer?.id ?? '', locale: language },
		people: cast.map(({ id, name, level }) => ({ id, name, level })),
		channels: places.flatMap(({ channels }) =>
			channels.map(({ id, name, type, topic }) => ({ id, name, type, topic: topic ?? '', denied: [] })),
		),
		roles: places.flatMap(({ roles }) => roles.map(({ id, name, color }) => ({ id, name, color }))),
		commands: listCommands(discord.commands(), language),
		messages: [],
	};
}
