import strings from '#locales/en-US/server/update.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import type { HostUpdates } from '#src/backends/roles/administration.ts';
import { accent, button, card, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { AuditNote, Reply } from '#src/discord/reply.ts';
import { safe } from '#src/discord/text.ts';
import { type UpdateShown, updatedCard, updatingCard } from '#src/discord/update-cards.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import type { UpdateOutcome } from '#src/stations/updating.ts';

const stationsNamed = 6;

type UpdateContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'server',
	level: 'admin',
	uses: [
		'administration.updates',
		'administration.update',
		'administration.version',
		'administration.answers',
	],
	visibility: 'private',
	station: 'one',
	execute: ask,
	components: {
		ask: { answer: 'private', run: ask },
		yes: { answer: 'update', question: true, changes: true, run: update },
		no: {
			answer: 'update',
			question: true,
			run: async ({ t, station }) =>
				leftAlone(t('notUpdated'), t('left', { host: safe(station.backend.host, 80) })),
		},
	},
});

async function ask(context: UpdateContext): Promise<Reply> {
	const { t, station } = context;
	const host = safe(station.backend.host, 80);
	const updates = await updatesIfTold(context);
	if (updates?.available === false) {
		const version = updates.current === null ? undefined : safe(updates.current, 40);
		return card(
			accent.ok,
			text(`### ${t('nothing')}`),
			text(version === undefined ? undefined : t('runs', { host, version }), t('nothingNewer', { host })),
			row(button('secondary', t('look'), customId('server updates', 'show', station.id))),
		);
	}
	const latest = updates?.latest ?? null;
	// A rolling release that is behind keeps its number: to update to it would read as nothing.
	const isNamed = latest !== null && latest !== updates?.current;
	return question(context, {
		heading: isNamed ? t('askTo', { host, version: safe(latest, 40) }) : t('ask', { host }),
		what: t('what'),
		points: [neighbours(context), updates === undefined ? t('untold', { host }) : undefined],
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		left: { heading: t('notUpdated'), text: t('left', { host }) },
	});
}

/** What is known of updates; undefined where the server itself could not find out, as without a way to its makers. */
async function updatesIfTold({ station, services }: UpdateContext): Promise<HostUpdates | undefined> {
	try {
		return (await services.updating.check(station, offeredRole(station, 'administration'))).value;
	} catch (error) {
		if (error instanceof BackendError && error.problem.kind === 'server-trouble') return undefined;
		throw error;
	}
}

/** The other stations of this Discord server that go silent along with it. */
function neighbours({ t, station, services, guildId, format }: UpdateContext): string | undefined {
	const others = services.stations
		.of(guildId)
		.filter(({ id, backend }) => id !== station.id && backend.server === station.backend.server);
	if (others.length === 0) return undefined;
	const stations = others
		.slice(0, stationsNamed)
		.map(({ name }) => safe(name, 40))
		.join(', ');
	const left = others.length - stationsNamed;
	return left > 0 ? t('alsoMore', { stations, n: format.number(left) }) : t('also', { stations });
}

async function update(context: UpdateContext): Promise<Reply> {
	const { t, station, services, person, locale } = context;
	const shown: UpdateShown = {
		t,
		locale,
		host: safe(station.backend.host, 80),
		askedBy: t('askedBy', { who: `<@${person.id}>`, at: moment(services.clock.now(), 't') }),
		lookId: customId('server updates', 'show', station.id),
		lateChannelId: station.channels.alerts,
	};
	await context.show(updatingCard(shown, undefined));
	const administration = offeredRole(station, 'administration');
	const outcome = await services.updating.update(station, administration, (progress) =>
		context.show(updatingCard(shown, progress)),
	);
	const drawn = updatedCard(shown, outcome);
	const audit = noteOf(outcome);
	return audit === undefined ? drawn : { ...drawn, audit };
}

function noteOf(outcome: UpdateOutcome): AuditNote | undefined {
	if (outcome.kind === 'under-way') return undefined;
	if (outcome.kind !== 'updated') return { outcome: 'unproven' };
	return {
		outcome: 'done',
		deed: 'changed',
		what: [outcome.before, outcome.after].filter((version) => version !== null).join(' › '),
	};
}
