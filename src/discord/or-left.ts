import { BackendError } from '#src/backends/backend-error.ts';
import type { Card } from './card.ts';
import type { Setting } from './command.ts';

/**
 * Does what a question was answered with. If it certainly was not done, the card stops saying that it is under way before the error is
 * told beside it: `left` says what stayed as it was.
 */
export async function orLeft<T>(
	{ show }: Pick<Setting, 'show'>,
	left: Card,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof BackendError && !error.perhapsDone) await show(left);
		throw error;
	}
}
