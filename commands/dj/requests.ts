import strings from '#locales/en-US/dj/requests.ts';
import shared from '#locales/en-US/shared/cards.ts';
import { offers } from '#src/backends/offers.ts';
import type { PendingRequest } from '#src/backends/roles/moderation.ts';
import { accent, button, card, line, moment, row, text, withButton } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import type { Reply } from '#src/discord/reply.ts';
import { facts, plainSongLine, songLine, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { type DropOutcome, dropRequest } from '#src/stations/dropping-requests.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const perPage = 8;

type RequestsContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['requestDesk.pending'],
	partly: ['requestDesk.remove', 'requestDesk.clear'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => draw(context, 1),
	components: {
		page: { answer: 'update', run: async (context) => draw(context, Number(context.args[0])) },
		remove: {
			answer: 'update',
			changes: true,
			run: async (context) => remove(context, context.args[0] ?? '', Number(context.args[1])),
		},
	},
});

async function draw(context: RequestsContext, wanted: number, note?: string): Promise<Reply> {
	const { t, station, services } = context;
	const words = services.words.in(context.locale, shared);
	const all = await offeredRole(station, 'requestDesk').pending();
	const pages = Math.max(1, Math.ceil(all.length / perPage));
	const page = Number.isInteger(wanted) ? Math.min(Math.max(1, wanted), pages) : 1;
	const rows = all.slice((page - 1) * perPage, page * perPage);
	const items = await Promise.all(rows.map((request) => item(context, request, page)));
	const position = facts(
		t('waiting', { count: all.length }),
		pages > 1 ? t('page', { page, pages }) : undefined,
	);
	return card(
		accent.calm,
		text(
			`## ${t('heading', { station: safe(station.name, 80) })}`,
			all.length === 0 ? undefined : `-# ${position}`,
		),
		line(),
		...(items.length === 0 ? [text(t('empty'))] : items),
		note === undefined ? undefined : text(note),
		row(
			pages > 1
				? button('secondary', words('buttons.previous'), context.id('page', page - 1), page <= 1)
				: undefined,
			pages > 1
				? button('secondary', words('buttons.next'), context.id('page', page + 1), page >= pages)
				: undefined,
			all.length === 0 || !offers(station.backend, 'requestDesk.clear')
				? undefined
				: button('danger', t('dropAll'), customId('dj clear-requests', 'ask', station.id)),
			button('secondary', words('buttons.refresh'), context.id('page', page, 'refresh')),
		),
	);
}

async function item(context: RequestsContext, request: PendingRequest, page: number) {
	const { t, station, services } = context;
	const words = services.words.in(context.locale, shared);
	const requester = await services.requesters.of(station.id, request.song.id);
	const about = facts(
		safe(request.song.artist, 80),
		requester === undefined ? t('elsewhere') : t('for', { who: `<@${requester.userId}>` }),
		request.askedAt === null ? undefined : t('asked', { at: moment(request.askedAt, 'R') }),
	);
	const lines = text(`**${titleOf(request.song, words, 80)}**`, `-# ${about}`);
	if (!offers(station.backend, 'requestDesk.remove')) return lines;
	return withButton([lines], button('secondary', t('remove'), context.id('remove', request.id, page)));
}

async function remove(context: RequestsContext, id: string, page: number): Promise<Reply> {
	const { station, services } = context;
	const outcome = await dropRequest(offeredRole(station, 'requestDesk'), services.clock, id);
	if (outcome.kind === 'dropped')
		await services.followUps.dropped(context.station, [outcome.request.song.id]);
	const shown = await draw(context, page, noteOf(context, outcome));
	if (outcome.kind === 'gone') return shown;
	const what = plainSongLine(outcome.request.song, services.words.in(context.locale, shared));
	return { ...shown, audit: { outcome: outcome.kind === 'dropped' ? 'done' : 'unproven', what } };
}

function noteOf({ t, station, services, locale }: RequestsContext, outcome: DropOutcome): string {
	const words = services.words.in(locale, shared);
	switch (outcome.kind) {
		case 'dropped':
			return `-# ${t('removed', { song: songLine(outcome.request.song, words) })}`;
		case 'gone':
			return `-# ${t('gone')}`;
		case 'still-there':
			return t('stillThere', { host: safe(station.backend.host, 80) });
	}
}
