import type { DataKind, GalleryScene } from '../page/gallery/gallery-wire.ts';
import type { Level } from '../page/wire.ts';
import { Album } from './album.ts';
import { OwnWords, showAlone } from './alone.ts';
import { prepare, takesServerAway } from './before.ts';
import { extremeOnAir } from './extreme-radio.ts';
import { type Leaf, leavesOf, variantsOf } from './option-values.ts';
import { showRefusals } from './refusals.ts';
import { remember } from './repair.ts';
import { showSetUp } from './set-up.ts';
import type { Stage, StageServer } from './stage.ts';
import { Visitor } from './visitor.ts';
import { showAll, showOnce, type Walk } from './walk.ts';

/** Through everything that the bot can show at stations of one kind, in the language that is spoken now. */
export class Tour {
	readonly stage: Stage;
	readonly data: DataKind;
	readonly server: StageServer;
	readonly album: Album;
	readonly problems: string[] = [];
	readonly repair: () => void;

	/** @param onScene is handed each scene as soon as it is there */
	constructor(stage: Stage, data: DataKind, onScene: (section: string, scene: GalleryScene) => void) {
		this.stage = stage;
		this.data = data;
		this.album = new Album(onScene);
		this.server = stage.servers[data];
		const undo = remember(this.server);
		this.repair = () => {
			undo();
			if (data === 'extreme') extremeOnAir(this.server.radio);
		};
	}

	get leaves(): Leaf[] {
		return leavesOf(this.stage.discord.commands()).toSorted(
			(a, b) => a.group.localeCompare(b.group) || a.name.localeCompare(b.name),
		);
	}

	/** Undefined where it is not registered, which is told as a problem. */
	leaf(name: string): Leaf | undefined {
		const found = this.leaves.find((leaf) => leaf.name === name);
		if (found === undefined) this.problems.push(`There is no /${name} any more, which the gallery shows`);
		return found;
	}

	/** Runs a command by its name and keeps what is seen. */
	async once(name: string, wish: WalkWish): Promise<void> {
		const leaf = this.leaf(name);
		if (leaf === undefined) return;
		await this.attempt(leaf, () => this.show(leaf, wish));
	}

	/** Runs a command and keeps what is seen. */
	async show(leaf: Leaf, wish: WalkWish): Promise<void> {
		await showOnce(this.walk(leaf, wish));
	}

	walk(
		leaf: Leaf,
		{ section = leaf.group, level = 'admin', given = {}, server = this.server }: WalkWish = {},
	): Walk {
		const { stage, album, data } = this;
		const visitor = new Visitor(stage, server, level);
		return { stage, visitor, album, leaf, section, given, data };
	}

	/** Everything, part by part, so that it can be left in the middle. */
	async *parts(): AsyncGenerator<void> {
		const own = new OwnWords(this);
		try {
			if (this.data === 'extreme') await this.#readEverything();
			await this.#proveRights();
			for (const leaf of this.leaves) {
				yield await this.attempt(leaf, () => this.#through(leaf));
			}
			yield await showRefusals(this);
			if (this.data === 'ordinary') yield await showSetUp(this);
			yield await showAlone(this, own);
		} finally {
			own.stop();
			this.repair();
		}
	}

	/** A scene that fails is told and leaves the others alone. */
	async attempt(leaf: Leaf, run: () => Promise<void>): Promise<void> {
		try {
			await run();
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.problems.push(`/${leaf.name}: ${reason}`);
		}
	}

	/** The bot reads a whole library once a day, or when somebody asks for it. */
	async #readEverything(): Promise<void> {
		await this.stage.live();
		const leaf = this.stage.fill() ? this.leaf('station media') : undefined;
		if (leaf === undefined) return;
		const visitor = new Visitor(this.stage, this.server, 'admin');
		await this.attempt(leaf, async () => {
			await visitor.command(leaf.name, { refresh: true });
		});
	}

	/** What nobody has proven that a key may do is off; the check-up tries it where it harms nothing. */
	async #proveRights(): Promise<void> {
		const leaf = this.leaf('doctor');
		if (leaf === undefined) return;
		const suggested = (await this.#suggested(leaf)).filter(({ name }) => this.server.toProve.includes(name));
		for (const { name } of suggested)
			await showAll(this.walk(leaf, { section: 'check-up', given: { station: name } }));
	}

	/** Every way to run it, at the usual station and at those whose cards differ. */
	async #through(leaf: Leaf): Promise<void> {
		const at = await this.#station(leaf);
		this.repair();
		await prepare(this.stage, this.server, leaf.name);
		const [first = {}, ...others] = variantsOf(leaf, this.data);
		await showAll(this.walk(leaf, { given: { ...at, ...first } }));
		for (const given of others) await showOnce(this.walk(leaf, { given: { ...at, ...given } }));
		if (!leaf.options.some(({ name }) => name === 'station')) return;
		for (const station of this.server.alsoAt) {
			this.repair();
			const isAble = (await this.#suggested(leaf)).some(({ name }) => name === station);
			if (isAble) await showOnce(this.walk(leaf, { given: { station } }));
		}
	}

	/** Where the command works, if it does not at the station that the channel belongs to. */
	async #station(leaf: Leaf): Promise<{ station?: string }> {
		if (!leaf.options.some(({ name }) => name === 'station')) return {};
		if (takesServerAway.includes(leaf.name)) return { station: this.server.troubled.name };
		const suggested = await this.#suggested(leaf);
		const usual = this.server.usual;
		const first = suggested[0];
		return first === undefined || suggested.some(({ name }) => name === usual) ? {} : { station: first.name };
	}

	async #suggested(leaf: Leaf) {
		const { actor } = new Visitor(this.stage, this.server, 'admin');
		return this.stage.discord.autocomplete(actor, leaf.name, {}, 'station');
	}
}

export interface WalkWish {
	section?: string;
	level?: Level;
	given?: Walk['given'];
	server?: StageServer;
}
