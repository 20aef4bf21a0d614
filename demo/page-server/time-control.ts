import { z } from 'zod';
import { speeds } from '../turnable-clock.ts';
import type { EventStreams } from './event-stream.ts';
import type { PagePlayground } from './page-playground.ts';
import { type Route, route } from './route.ts';

const turn = z.strictObject({ speed: z.literal(speeds) });

/** Turns the playground's time. Every open page hears of it, since all of them count by it. */
export function timeRoute({ clock }: PagePlayground, streams: EventStreams): Route {
	return route(turn, async ({ speed }) => {
		clock.turn(speed);
		streams.refreshAll();
		return {};
	});
}
