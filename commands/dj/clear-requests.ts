import strings from '#locales/en-US/dj/clear-requests.ts';
import { accent, button, type Card, card, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { safe } from '#src/discord/text.ts';
import { dropAllRequests } from '#src/stations/dropping-requests.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

type ClearContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['requestDesk.pending', 'requestDesk.clear'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => ask(context),
	components: {
		ask: { answer: 'private', run: async (context) => ask(context) },
		yes: { answer: 'update', question: true, changes: true, run: async (context) => clear(context) },
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('kept'), t('keptHelp')) },
	},
});

async function ask(context: ClearContext): Promise<Reply> {
	const { t, station, services } = context;
	const requests = await offeredRole(station, 'requestDesk').pending();
	if (requests.length === 0) return nothing(context);
	const count = requests.length;
	const who = await services.requesters.ofAll(
		station.id,
		requests.map(({ song }) => song.id),
	);
	// People are counted only if all of them are known: most stations take requests elsewhere, too.
	const known = who.every((one) => one !== undefined);
	const people = t('people', { count: new Set(who.map((one) => one?.userId)).size });
	return question(context, {
		heading: t('ask'),
		what: known ? t('whatOf', { count, people }) : t('what', { count }),
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		left: { heading: t('kept'), text: t('keptHelp') },
	});
}

function nothing({ t }: ClearContext): Card {
	return card(accent.ok, text(`### ${t('nothing')}`), text(t('nothingHelp')));
}

async function clear(context: ClearContext): Promise<Reply> {
	const { t, station, services } = context;
	const outcome = await dropAllRequests(offeredRole(station, 'requestDesk'), services.clock);
	switch (outcome.kind) {
		case 'nothing':
			return { ...nothing(context), audit: { outcome: 'already', what: '0' } };
		case 'dropped': {
			await services.followUps.dropped(
				station,
				outcome.requests.map(({ song }) => song.id),
			);
			const count = outcome.requests.length;
			const shown = card(accent.ok, text(`### ${t('dropped', { count })}`), text(t('queueStays')));
			return { ...shown, audit: { outcome: 'done', what: String(count) } };
		}
		case 'still-there': {
			const left = t('left', { count: outcome.left, host: safe(station.backend.host, 80) });
			const look = button('secondary', t('look'), customId('dj requests', 'page', station.id, 1));
			const shown = card(accent.warn, text(`### ${t('unproven')}`), text(left), row(look));
			return { ...shown, audit: { outcome: 'unproven', what: String(outcome.left) } };
		}
	}
}
