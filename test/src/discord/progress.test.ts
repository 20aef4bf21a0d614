import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { accent, type Card, card, text } from '#src/discord/card.ts';
import { pacedProgress } from '#src/discord/progress.ts';
import type { Services } from '#src/discord/services.ts';

test('progress is shown at most every two seconds, and what comes sooner is not even drawn', async () => {
	const clock = new ManualClock();
	const shown: Card[] = [];
	const progress = pacedProgress({
		services: { clock } as unknown as Services,
		show: async (one) => void shown.push(one),
	});
	let drawn = 0;
	const draw = () => {
		drawn += 1;
		return card(accent.calm, text(`step ${drawn}`));
	};
	await progress(draw);
	await clock.advance(1_999);
	await progress(draw);
	expect([shown.length, drawn]).toEqual([1, 1]);
	await clock.advance(1);
	await progress(draw);
	expect([shown.length, drawn]).toEqual([2, 2]);
});
