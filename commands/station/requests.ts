import strings from '#locales/en-US/station/requests.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import { accent, button, type Card, card, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import type { Reply } from '#src/discord/reply.ts';
import { safe } from '#src/discord/text.ts';
import { whyUnreadable } from '#src/discord/unreadable.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { giveOrder } from '#src/stations/run-watch.ts';
import type { Station } from '#src/stations/station.ts';

type RequestsContext = Context<typeof strings, Station>;
type State = 'on' | 'off';

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['operations.setRequests', 'operations.settings'],
	visibility: 'private',
	station: 'one',
	changes: true,
	options: { state: { type: 'choice', values: ['on', 'off'], required: true } },
	execute: async (context, { state }) => set(context, state),
	components: { look: { answer: 'update', run: async (context) => look(context) } },
});

async function set(context: RequestsContext, state: State): Promise<Reply> {
	const { t, station, services } = context;
	const operations = offeredRole(station, 'operations');
	const [name, host] = [safe(station.name, 80), safe(station.backend.host, 80)];
	const deed = (shown: Card, outcome: 'done' | 'already' | 'unproven'): Reply => ({
		...shown,
		audit: { outcome, deed: state },
	});
	if ((await operations.settings()).requests === (state === 'on')) {
		const shown = card(
			accent.ok,
			text(`### ${t(`${state}.already`, { station: name })}`),
			text(t('nothingToDo')),
		);
		return deed(shown, 'already');
	}
	const lost = await giveOrder(() => operations.setRequests(state === 'on'));
	const now = await readBack(operations);
	if (!(now instanceof BackendError) && now === state) {
		const at = moment(services.clock.now(), 'T');
		const shown = card(
			accent.ok,
			text(`### ${t(`${state}.done`, { station: name })}`),
			text(
				lost ? t('lostButDone', { host }) : t('confirmed', { host, at }),
				state === 'off' ? t('waiting') : undefined,
			),
		);
		return deed(shown, 'done');
	}
	const words =
		now instanceof BackendError
			? t('unread', { why: whyUnreadable(context, now) })
			: lost
				? t(now === 'on' ? 'lostOn' : 'lostOff', { host })
				: t(now === 'on' ? 'stillOn' : 'stillOff', { host });
	const shown = card(
		accent.warn,
		text(`### ${t(`${state}.unproven`)}`),
		text(words),
		row(button('secondary', t('look'), context.id('look'))),
	);
	return deed(shown, 'unproven');
}

async function readBack(operations: {
	settings(): Promise<{ requests: boolean }>;
}): Promise<State | BackendError> {
	try {
		return (await operations.settings()).requests ? 'on' : 'off';
	} catch (error) {
		if (error instanceof BackendError) return error;
		throw error;
	}
}

async function look(context: RequestsContext): Promise<Card> {
	const { t, station, services } = context;
	const { requests } = await offeredRole(station, 'operations').settings();
	return card(
		accent.calm,
		text(t(requests ? 'now.on' : 'now.off', { station: safe(station.name, 80) })),
		text(t('now.at', { at: moment(services.clock.now(), 'T') })),
		row(button('secondary', t('look'), context.id('look'))),
	);
}
