import type { LoopbackMessage, OptionValues } from '../discord/loopback-discord.ts';
import { buttons, selects } from '../discord/read-message.ts';
import type { Button, Select } from '../discord/rules/components.ts';
import type { DataKind } from '../page/gallery/gallery-wire.ts';
import type { Album } from './album.ts';
import { type Leaf, valuesFor } from './option-values.ts';
import type { Stage } from './stage.ts';
import type { Sight, Visitor } from './visitor.ts';

/** A command at one place, to be looked at from all sides. */
export interface Walk {
	readonly stage: Stage;
	readonly visitor: Visitor;
	readonly album: Album;
	readonly leaf: Leaf;
	readonly section: string;
	/** What is given; the rest is found. */
	readonly given: OptionValues;
	/** Asks for suggestions and files as these stations need them. */
	readonly data: DataKind;
}

/** Runs the command and keeps what is seen; resolves with the last sight. */
export async function showOnce(walk: Walk): Promise<Sight | undefined> {
	const { sights, shown } = await run(walk);
	keep(walk, shown, [], sights);
	return sights.at(-1);
}

/** Runs the command, and uses everything on its card once: each from a fresh card where the last use has changed it. */
export async function showAll(walk: Walk): Promise<void> {
	const { sights: firsts, shown } = await run(walk);
	keep(walk, shown, [], firsts);
	const first = firsts.at(-1);
	if (first?.kind !== 'message') return;
	let message: LoopbackMessage = first.message;
	for (const control of controls(message)) {
		const current = await freshen(walk, message);
		if (current === undefined) return;
		message = current;
		const same = controls(message).find((one) => labelOf(one) === labelOf(control));
		// Gone meanwhile: a song that was asked for cannot be asked for again.
		if (same === undefined) continue;
		const sights = await walk.visitor.use(message, same);
		keep(walk, shown, [labelOf(same)], sights);
	}
}

/** The card as it was, or one of another run where it is not that any more. A card with files would lose them by a change. */
async function freshen(walk: Walk, message: LoopbackMessage): Promise<LoopbackMessage | undefined> {
	const now = walk.stage.discord.message(message.id);
	const isSame = now !== undefined && now.edited_timestamp === message.edited_timestamp;
	if (isSame && message.attachments.length === 0) return message;
	const again = (await run(walk)).sights.at(-1);
	return again?.kind === 'message' ? again.message : undefined;
}

async function run({ stage, visitor, leaf, given, data }: Walk) {
	const { values, shown } = await valuesFor(leaf, given, { discord: stage.discord, by: visitor.actor, data });
	return { shown, sights: await visitor.command(leaf.name, values) };
}

function keep(
	{ album, stage, visitor, leaf, section }: Walk,
	shown: Readonly<Record<string, string>>,
	steps: readonly string[],
	sights: readonly Sight[],
): void {
	album.add(
		{
			section,
			command: leaf.name,
			shown,
			steps,
			level: visitor.level,
			viewerId: visitor.actor.userId,
			at: stage.clock.now(),
		},
		sights,
	);
}

function controls(message: LoopbackMessage): (Button | Select)[] {
	const pressable = buttons(message).filter(({ style, disabled }) => style !== 5 && disabled !== true);
	const choosable = selects(message).filter(({ disabled }) => disabled !== true);
	const all = [...choosable, ...pressable];
	// Of the eight buttons of a list that all say "Open", one tells what they do.
	return all.filter((one, place) => all.findIndex((other) => labelOf(other) === labelOf(one)) === place);
}

export function labelOf(control: Button | Select): string {
	return control.type === 2 ? (control.label ?? control.emoji?.name ?? '') : (control.placeholder ?? '…');
}
