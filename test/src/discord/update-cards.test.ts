import path from 'node:path';
import { describe, expect, test } from 'vitest';
import strings from '#locales/en-US/server/update.ts';
import type { Card } from '#src/discord/card.ts';
import { updatedCard, updatingCard } from '#src/discord/update-cards.ts';
import type { UpdateOutcome } from '#src/stations/updating.ts';
import { loadWords } from '#src/words/words.ts';

const words = await loadWords(path.join(import.meta.dirname, '../../../locales'));
const orderedAt = Date.UTC(2026, 10, 22, 19, 0, 0);
const minute = 60_000;
const shown = {
	t: words.in('en-US', strings),
	locale: 'en-US',
	host: 'radio.example.org',
	askedBy: 'asked by somebody',
	lookId: 'server updates:show:1',
	lateChannelId: undefined,
};

function read(card: Card): string {
	const container = card.components[0];
	const parts = container !== undefined && 'components' in container ? container.components : [];
	return parts
		.flatMap((part) => {
			if ('content' in part) return [part.content];
			if (!('components' in part)) return [];
			return part.components.flatMap((inner) => ('label' in inner ? [`[${inner.label}]`] : []));
		})
		.join('\n');
}

type Followed = Exclude<UpdateOutcome, { kind: 'under-way' }>;
const outcome = (kind: Followed['kind'], more: Partial<Followed> = {}): UpdateOutcome => ({
	kind,
	orderedAt,
	answerLost: false,
	downAt: orderedAt + minute,
	upAt: orderedAt + 4 * minute,
	before: '0.23.7',
	after: '0.23.7',
	endedAt: orderedAt + 5 * minute,
	...more,
});

describe('what became of an update', () => {
	test.each<[string, UpdateOutcome, string]>([
		[
			'another version',
			outcome('updated', { after: '0.24.0' }),
			'### ✅ radio.example.org is updated\n**0.23.7** became **0.24.0**.\nIt was silent for 3 min.',
		],
		[
			'a rolling release, whose number stays',
			outcome('updated'),
			'### ✅ radio.example.org is updated\nIt says **0.23.7**, and that there is nothing newer left.\nIt was silent for 3 min.',
		],
		[
			'nothing',
			outcome('same'),
			'### ⚠️ radio.example.org came back unchanged\nIt went down and came back, and still says **0.23.7**.\nIt was silent for 3 min.\n[Look now]',
		],
		[
			'nobody knows',
			outcome('back', { after: null }),
			'### ❔ radio.example.org came back\nWhich version runs now could not be found out.\nIt was silent for 3 min.\n[Look now]',
		],
		[
			'an order whose answer got lost, and that nothing followed',
			outcome('never-down', { answerLost: true, downAt: null, upAt: null, endedAt: orderedAt + 12 * minute }),
			'### ❔ Asked to update, not confirmed\nradio.example.org went on answering for 12 min after it was asked. The update may still be loading, or it was not begun.\nIt still says **0.23.7**.\n❔ Asked: the connection broke before radio.example.org answered; it was not asked twice\n[Look now]',
		],
		[
			'a server that is gone',
			outcome('never-back', { upAt: null, after: null, endedAt: orderedAt + 20 * minute }),
			`### ⛔ radio.example.org has not come back\nIt has not answered since <t:${orderedAt / 1000 + 60}:T>, 19 min by now. Whoever runs it has to look at the machine itself.\n[Look now]`,
		],
		[
			'one that was ordered already',
			{ kind: 'under-way', since: orderedAt },
			`### ⏳ An update is under way already\nIt was ordered <t:${orderedAt / 1000}:R>. It was not ordered a second time.`,
		],
	])('%s', (_what, became, said) => {
		expect(read(updatedCard(shown, became))).toBe(said);
	});
});

describe('how far an update is', () => {
	const progress = { orderedAt, answerLost: false, downAt: null, upAt: null, before: null };

	test('has a line for each step, and until when it is watched', () => {
		expect(read(updatingCard(shown, undefined))).toContain('⏳ Asking radio.example.org');
		expect(read(updatingCard(shown, progress))).toContain(
			'✅ Asked: radio.example.org accepted it\n⏳ Waiting for it to go down\n➖ Coming back',
		);
		const up = { ...progress, downAt: orderedAt, upAt: orderedAt + minute };
		expect(read(updatingCard(shown, up))).toContain(
			`✅ Down since <t:${orderedAt / 1000}:T>\n✅ Back since <t:${orderedAt / 1000 + 60}:T>\n⏳ Reading the version`,
		);
	});

	test('says where it is told in the end, if there is such a place', () => {
		const until = `-# Airdeck watches until <t:${orderedAt / 1000 + 1_200}:t>.`;
		expect(read(updatingCard(shown, progress)).endsWith(until)).toBe(true);
		expect(read(updatingCard({ ...shown, lateChannelId: '300' }, progress))).toContain(
			`${until} What comes after <t:${orderedAt / 1000 + 840}:t> is told in <#300>.`,
		);
	});
});
