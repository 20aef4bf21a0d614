import { z } from 'zod';
import { Markdown } from '../markdown/markdown.tsx';
import { Covered } from './covered.tsx';
import { piece } from './piece.tsx';

const children = z.array(z.unknown());

export const textDisplay = piece(z.object({ content: z.string() }), ({ content }) => (
	<Markdown text={content} />
));

export const actionRow = piece(z.object({ components: children }), ({ components }, draw) => (
	<div class="action-row">{components.map(draw)}</div>
));

export const section = piece(
	z.object({ components: children, accessory: z.unknown() }),
	({ components, accessory }, draw) => (
		<div class="section">
			<div class="section-text">{components.map(draw)}</div>
			<div class="section-accessory">{draw(accessory, 0)}</div>
		</div>
	),
);

export const separator = piece(
	z.object({ divider: z.boolean().default(true), spacing: z.number().default(1) }),
	({ divider, spacing }) => (
		<hr class={`separator ${spacing === 2 ? 'is-large' : ''} ${divider ? '' : 'is-plain'}`} />
	),
);

export const container = piece(
	z.object({ components: children, accent_color: z.number().nullish(), spoiler: z.boolean().nullish() }),
	({ components, accent_color: accent, spoiler }, draw) => (
		<Covered isCovered={spoiler === true}>
			<div class={`container ${typeof accent === 'number' ? 'has-accent' : ''}`} style={accentStyle(accent)}>
				{components.map(draw)}
			</div>
		</Covered>
	),
);

function accentStyle(color: number | null | undefined): Record<string, string> {
	return typeof color === 'number' ? { '--accent': `#${color.toString(16).padStart(6, '0')}` } : {};
}
