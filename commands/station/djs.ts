import shared from '#locales/en-US/shared/cards.ts';
import strings from '#locales/en-US/station/djs.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import type { Presenter, PresenterSlot } from '#src/backends/roles/moderation.ts';
import type { LiveShow } from '#src/backends/roles.ts';
import { accent, button, type Card, card, line, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { facts } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { unreadableLine } from '#src/discord/unreadable.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { isReadable, type Part, part } from '#src/stations/overview.ts';
import type { Station } from '#src/stations/station.ts';

const perPage = 10;
const lookAheadMs = 7 * 86_400_000;

type DjsContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['presenters.list', 'presenters.slots', 'onAir.read'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => draw(context, 1),
	components: {
		page: { answer: 'update', run: async (context) => draw(context, Number(context.args[0])) },
	},
});

async function draw(context: DjsContext, wanted: number): Promise<Card> {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const role = offeredRole(station, 'presenters');
	const now = services.clock.now();
	const [presenters, slots, live] = await Promise.all([
		role.list(),
		part(() => role.slots(now, now + lookAheadMs)),
		liveNow(context),
	]);
	const sorted = presenters.toSorted(
		(a, b) => rank(a, live) - rank(b, live) || a.name.localeCompare(b.name, locale),
	);
	const pages = Math.max(1, Math.ceil(sorted.length / perPage));
	const page = Math.min(pages, Number.isInteger(wanted) && wanted > 0 ? wanted : 1);
	const about = facts(
		t('accounts', { count: sorted.length }),
		t('asOf', { at: moment(now, 'T') }),
		pages === 1 ? undefined : t('position', { page, pages }),
	);
	const shown = sorted.slice((page - 1) * perPage, page * perPage);
	const stranger = live !== null && !sorted.some((presenter) => isLive(presenter, live)) ? live : null;
	return card(
		accent.calm,
		text(t('heading', { station: safe(station.name, 80) }), `-# ${about}`),
		line(),
		stranger === null ? undefined : strangerLines(context, stranger),
		...shown.map((presenter) => presenterLines(context, presenter, live, slots)),
		sorted.length === 0 ? text(t('none', { station: safe(station.name, 80) })) : undefined,
		isReadable(slots) ? undefined : text(unreadableLine(context, t('slotsUnread'), slots)),
		row(
			...(pages === 1
				? []
				: [
						button('secondary', words('buttons.previous'), context.id('page', page - 1, 'back'), page <= 1),
						button('secondary', words('buttons.next'), context.id('page', page + 1, 'on'), page >= pages),
					]),
			button('secondary', words('buttons.refresh'), context.id('page', page)),
		),
	);
}

async function liveNow({ station, services }: DjsContext): Promise<LiveShow | null> {
	try {
		return (await services.onAir.readNow(station)).state.live;
	} catch (error) {
		// Who has an account is worth telling without it.
		if (error instanceof BackendError) return null;
		throw error;
	}
}

/** AzuraCast tells the name that listeners see, and the account's own where it has none. */
function isLive({ name, username }: Presenter, live: LiveShow | null): boolean {
	return live !== null && (live.streamer === name || live.streamer === username);
}

function rank(presenter: Presenter, live: LiveShow | null): number {
	if (isLive(presenter, live)) return 0;
	return presenter.isActive ? 1 : 2;
}

function presenterLines(
	context: DjsContext,
	presenter: Presenter,
	live: LiveShow | null,
	slots: Part<PresenterSlot[]>,
) {
	const { t, services } = context;
	const now = services.clock.now();
	const dj = safe(presenter.name, 40);
	const onAir = isLive(presenter, live);
	const heading = onAir ? t('live', { dj }) : presenter.isActive ? t('ready', { dj }) : t('off', { dj });
	const { barredUntil } = presenter;
	const about = facts(
		onAir ? liveSince(context, live) : undefined,
		presenter.isActive ? undefined : t('isOff'),
		barredUntil !== null && barredUntil > now ? t('barred', { at: moment(barredUntil, 't') }) : undefined,
		presenter.username === presenter.name ? undefined : t('user', { name: safe(presenter.username, 40) }),
		presenter.onlyPlanned ? t('onlyPlanned') : undefined,
		isReadable(slots)
			? slotFact(
					context,
					slots.find(({ name }) => name === presenter.name),
				)
			: undefined,
	);
	return text(heading, `-# ${about}`);
}

function slotFact({ t, services }: DjsContext, slot: PresenterSlot | undefined): string {
	if (slot === undefined) return t('noSlot');
	const to = moment(slot.endsAt, 't');
	return slot.startsAt <= services.clock.now()
		? t('slotNow', { to })
		: t('slot', { from: moment(slot.startsAt, 'f'), to });
}

function strangerLines(context: DjsContext, live: LiveShow) {
	const words = context.services.words.in(context.locale, shared);
	const dj = safe(live.streamer, 40) || words('onAir.live');
	const { t } = context;
	return text(t('stranger', { dj }), `-# ${facts(liveSince(context, live), t('strangerNote'))}`);
}

function liveSince({ t }: DjsContext, live: LiveShow | null): string {
	const since = live?.since ?? null;
	return since === null ? t('isLiveNow') : t('isLive', { at: moment(since, 't') });
}
