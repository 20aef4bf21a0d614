import type { Card } from './card.ts';
import type { Setting } from './command.ts';

/** Discord lets an answer be edited a few times within seconds; people read no faster. */
const betweenMs = 2_000;

/** Shows how far a long work is, at most every 2 seconds: cards that come sooner are left out. */
export function pacedProgress({ services, show }: Pick<Setting, 'services' | 'show'>) {
	let lastAt = Number.NEGATIVE_INFINITY;
	return async (draw: () => Card): Promise<void> => {
		const now = services.clock.now();
		if (now - lastAt < betweenMs) return;
		lastAt = now;
		await show(draw());
	};
}
