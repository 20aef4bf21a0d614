import type { ComponentChildren } from 'preact';
import type { z } from 'zod';

/** Draws any component, known or not. */
export type DrawComponent = (component: unknown, index: number) => ComponentChildren;

/** How one kind of component is drawn; null for one that does not have the shape it should have. */
export type Piece = (component: unknown, draw: DrawComponent) => ComponentChildren | null;

/** A component with its shape. What it holds is drawn by the `draw` it is handed. */
export function piece<Schema extends z.ZodType>(
	schema: Schema,
	drawParsed: (component: z.output<Schema>, draw: DrawComponent) => ComponentChildren,
): Piece {
	return (component, draw) => {
		const parsed = schema.safeParse(component);
		return parsed.success ? drawParsed(parsed.data, draw) : null;
	};
}
