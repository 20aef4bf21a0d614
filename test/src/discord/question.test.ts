import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { customId } from '#src/discord/custom-id.ts';
import { questionArgs, questionOpenMs, questionState } from '#src/discord/question.ts';

describe('a question', () => {
	const clock = new ManualClock();
	const args = questionArgs('100000000000000001', clock);
	const asked = clock.now();

	test('is open for the person who was asked, for a minute', () => {
		expect(questionOpenMs).toBe(60_000);
		expect(questionState(args, '100000000000000001', asked)).toBe('open');
		expect(questionState(args, '100000000000000001', asked + 59_999)).toBe('open');
		expect(questionState(args, '100000000000000001', asked + 60_000)).toBe('tooLate');
	});

	test("is nobody else's, in time or not", () => {
		expect(questionState(args, '100000000000000002', asked)).toBe('notYours');
		expect(questionState(args, '', asked)).toBe('notYours');
		expect(questionState(args, '100000000000000002', asked + 60_000)).toBe('notYours');
	});

	test.each([[['100000000000000001']], [['100000000000000001', '']], [['100000000000000001', '!!']]])(
		'with an id that is broken (%j) is closed',
		(broken) => {
			expect(questionState(broken, '100000000000000001', asked)).toBe('tooLate');
		},
	);

	test('without an id is not yours', () => {
		expect(questionState([], '100000000000000001', asked)).toBe('notYours');
	});

	test('fits into the id of a button', () => {
		expect(customId('station playlists', 'confirm-all', 'a1b2c3d4', ...args).length).toBeLessThan(75);
	});
});
