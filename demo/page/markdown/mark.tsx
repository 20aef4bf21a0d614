import { marks } from '#src/words/marks.ts';

const bare = (sign: string) => sign.replaceAll('\u{fe0f}', '');
const nameBySign = new Map(Object.entries(marks).map(([name, sign]) => [bare(sign), name]));

/** An emoji. The bot's status marks are drawn as pictures, so that they look alike on every machine. */
export function Mark({ sign }: { sign: string }) {
	const name = nameBySign.get(bare(sign));
	if (name === undefined) return <span class="emoji">{sign}</span>;
	const picture = new URL(`../marks/${name}.png`, import.meta.url).href;
	return <img class="mark" src={picture} alt={name.replaceAll('_', ' ')} draggable={false} />;
}
