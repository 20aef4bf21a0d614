import { textOf } from '../discord/read-message.ts';
import type { GalleryScene } from '../page/gallery/gallery-wire.ts';
import type { Level } from '../page/wire.ts';
import { toPageMessage } from '../page-server/page-message.ts';
import type { Sight } from './visitor.ts';

/** How a scene came about. */
export interface Caption {
	/** The section it belongs to: a command's group, or one of the page's own. */
	readonly section: string;
	/** The command's whole name; '' for what the bot says by itself. */
	readonly command: string;
	/** What was typed beside it, by the name of the option. */
	readonly shown?: Readonly<Record<string, string>>;
	/** What was pressed since, by its label. */
	readonly steps?: readonly string[];
	readonly level: Level;
	readonly viewerId: string;
	readonly at: number;
}

/** The scenes as they come, without those that look like one of the same command before. */
export class Album {
	readonly #onScene: (section: string, scene: GalleryScene) => void;
	readonly #seen = new Set<string>();
	#count = 0;

	/** @param onScene is handed each scene as soon as it is there */
	constructor(onScene: (section: string, scene: GalleryScene) => void) {
		this.#onScene = onScene;
	}

	add(caption: Caption, sights: readonly Sight[]): void {
		for (const sight of sights) {
			const text = sight.kind === 'form' ? JSON.stringify(sight.form.components) : textOf(sight.message);
			const look = `${caption.section} ${caption.command} ${withoutMoments(text)}`;
			if (this.#seen.has(look)) continue;
			this.#seen.add(look);
			this.#add(caption, sight);
		}
	}

	#add({ section, command, shown = {}, steps = [], level, viewerId, at }: Caption, sight: Sight): void {
		this.#count += 1;
		this.#onScene(section, {
			id: `scene-${this.#count}`,
			command,
			line: writeLine(command, shown),
			steps: [...steps],
			level,
			at,
			message: sight.kind === 'message' ? toPageMessage(sight.message, viewerId) : null,
			form:
				sight.kind === 'form'
					? {
							interactionId: sight.form.interactionId,
							title: sight.form.title,
							components: sight.form.components,
						}
					: null,
		});
	}
}

/** Two cards that differ only in the moments they tell are one to whoever looks at them. */
function withoutMoments(text: string): string {
	return text.replaceAll(/<t:-?\d+(:\w)?>/gu, '<t>').replaceAll(/\d+/gu, '0');
}

/** As it is typed. */
function writeLine(command: string, shown: Readonly<Record<string, string>>): string {
	const given = Object.entries(shown).map(([name, value]) => `${name}:${value}`);
	return command === '' ? '' : [`/${command}`, ...given].join(' ');
}
