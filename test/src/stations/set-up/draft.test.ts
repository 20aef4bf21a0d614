import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { Drafts, draftLivesMs } from '#src/stations/set-up/draft.ts';

test('a draft belongs to one person on one Discord server', () => {
	const drafts = new Drafts(new ManualClock());
	const draft = drafts.open('one', 'ada', 'azuracast');
	expect(drafts.get(draft.id, 'one', 'ada')).toBe(draft);
	expect(drafts.get(draft.id, 'one', 'eve')).toBeUndefined();
	expect(drafts.get(draft.id, 'two', 'ada')).toBeUndefined();
	expect(drafts.get('other', 'one', 'ada')).toBeUndefined();
});

test('a new one takes the place of what the same person left open there', () => {
	const drafts = new Drafts(new ManualClock());
	const first = drafts.open('one', 'ada', 'azuracast');
	const elsewhere = drafts.open('two', 'ada', 'azuracast');
	const eves = drafts.open('one', 'eve', 'azuracast');
	const second = drafts.open('one', 'ada', 'azuracast');
	expect(drafts.get(first.id, 'one', 'ada')).toBeUndefined();
	expect(drafts.get(second.id, 'one', 'ada')).toBe(second);
	expect(drafts.get(elsewhere.id, 'two', 'ada')).toBe(elsewhere);
	expect(drafts.get(eves.id, 'one', 'eve')).toBe(eves);
});

test('each use keeps it alive for another quarter of an hour, and no longer', async () => {
	const clock = new ManualClock();
	const drafts = new Drafts(clock);
	const draft = drafts.open('one', 'ada', 'azuracast');
	await clock.advance(draftLivesMs - 1);
	expect(drafts.get(draft.id, 'one', 'ada')).toBe(draft);
	await clock.advance(draftLivesMs - 1);
	expect(drafts.get(draft.id, 'one', 'ada')).toBe(draft);
	await clock.advance(draftLivesMs);
	expect(drafts.get(draft.id, 'one', 'ada')).toBeUndefined();
});

test('a crowd of set-ups does not fill the memory: the oldest are forgotten', () => {
	const drafts = new Drafts(new ManualClock());
	const first = drafts.open('guild', 'first', 'azuracast');
	for (let i = 0; i < 500; i++) drafts.open('guild', `person ${i}`, 'azuracast');
	expect(drafts.get(first.id, 'guild', 'first')).toBeUndefined();
});
