import strings from '#locales/en-US/dj/remove.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { QueueEntry } from '#src/backends/roles/queue.ts';
import { accent, button, type Card, card, row, select, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { plainSongLine, songLine, titleOf } from '#src/discord/song-lines.ts';
import { plain, safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { removeFromQueue } from '#src/stations/queue-changes.ts';
import { entriesMeant, entryMatches, entryValue, removable } from '#src/stations/queue-entries.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

type RemoveContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['queue.list', 'queue.remove'],
	visibility: 'private',
	station: 'one',
	options: { entry: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { entry }) => choose(context, entry),
	suggest: {
		entry: async ({ station, services, locale }, typed) => {
			if (station === undefined) return [];
			const words = services.words.in(locale, shared);
			const queue = offeredRole(station, 'queue');
			const entries = await services.recent.read(`queue ${station.id}`, () => queue.list());
			return removable(entries)
				.filter(({ entry, place }) => String(place) === typed.trim() || entryMatches(entry, typed))
				.map(({ entry, place }) => ({
					name: plain(`${place}. ${plainSongLine(entry.song, words)}`, 100),
					value: entryValue(entry),
				}));
		},
	},
	components: {
		// From the queue's card as well, so it asks in a message of its own.
		pick: { answer: 'private', run: async (context) => choose(context, context.values[0] ?? '') },
		yes: {
			answer: 'update',
			question: true,
			changes: true,
			run: async (context) => remove(context, context.args[0] ?? ''),
		},
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('kept'), t('keptHelp')) },
	},
});

async function choose(context: RemoveContext, typed: string): Promise<Reply> {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const entries = await offeredRole(station, 'queue').list();
	const meant = entriesMeant(entries, typed);
	const [only, another] = meant;
	if (only === undefined) {
		if (typed.startsWith('id:')) return goneCard(context);
		return card(
			accent.calm,
			text(t('none', { station: safe(station.name, 80), text: safe(typed, 80) })),
			row(upNext(context)),
		);
	}
	if (another === undefined) return only.sent ? sentCard(context, only) : ask(context, only);
	const fitting = removable(entries).filter(({ entry }) => meant.includes(entry));
	const [left] = fitting;
	if (left === undefined) return sentCard(context, only);
	const options = fitting.map(({ entry, place }) => ({
		label: plain(`${place}. ${plainSongLine(entry.song, words)}`, 100),
		value: entryValue(entry),
	}));
	return card(accent.calm, text(`## ${t('which')}`), select(context.id('pick'), t('choose'), options));
}

async function ask(context: RemoveContext, entry: QueueEntry): Promise<Reply> {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const song = songLine(entry.song, words);
	const requester = entry.requested ? await services.requesters.of(station.id, entry.song.id) : undefined;
	const asked = entry.requested ? t('whatRequested', { song }) : t('what', { song });
	return question(context, {
		accent: 'warn',
		heading: t('ask', { title: titleOf(entry.song, words, 80) }),
		what: requester === undefined ? asked : t('whatFor', { song, who: `<@${requester.userId}>` }),
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		args: [entry.id],
		left: { heading: t('kept'), text: t('keptHelp') },
	});
}

async function remove(context: RemoveContext, entryId: string): Promise<Reply> {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const outcome = await removeFromQueue(offeredRole(station, 'queue'), services.clock, entryId);
	services.recent.forget(`queue ${station.id}`);
	if (outcome.kind === 'gone') return goneCard(context);
	const { entry } = outcome;
	const song = songLine(entry.song, words);
	const what = plainSongLine(entry.song, words);
	switch (outcome.kind) {
		case 'sent':
			return sentCard(context, entry);
		case 'removed':
			if (entry.requested) await services.followUps.dropped(station, [entry.song.id]);
			return {
				...card(
					accent.ok,
					text(`### ${t('removed')}`),
					text(t('removedHelp', { song })),
					row(upNext(context)),
				),
				audit: { outcome: 'done', what },
			};
		case 'not-confirmed': {
			const host = safe(station.backend.host, 80);
			const stillThere = t('stillThere', { host, wait: span(outcome.waitedMs, locale), song });
			const shown = card(accent.warn, text(`### ${t('unproven')}`), text(stillThere), row(upNext(context)));
			return { ...shown, audit: { outcome: 'unproven', what } };
		}
	}
}

function upNext({ t, station }: RemoveContext) {
	return button('secondary', t('upNext'), customId('queue', 'show', station.id));
}

function goneCard(context: RemoveContext): Card {
	const { t } = context;
	return card(accent.ok, text(`### ${t('gone')}`), text(t('goneHelp')), row(upNext(context)));
}

function sentCard(context: RemoveContext, { song }: QueueEntry): Card {
	const { t, station, services, locale } = context;
	const line = songLine(song, services.words.in(locale, shared));
	return card(
		accent.warn,
		text(`### ${t('sent')}`),
		text(t('sentHelp', { song: line })),
		row(button('secondary', t('skip'), customId('dj skip', 'ask', station.id)), upNext(context)),
	);
}
