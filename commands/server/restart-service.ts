import strings from '#locales/en-US/server/restart-service.ts';
import type { HostService } from '#src/backends/roles/administration.ts';
import { accent, button, type Card, card, moment, row, select, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { mayLoseAnswer, serviceOptions, whatItDoes } from '#src/discord/service-lines.ts';
import { safe } from '#src/discord/text.ts';
import { adminPlace } from '#src/stations/admin-place.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { restartService, type ServiceRestart } from '#src/stations/restart-service.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

/** What fits into the id of the question's buttons. */
const longestName = 32;

type RestartContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'server',
	level: 'admin',
	uses: ['administration.services', 'administration.restartService'],
	visibility: 'private',
	station: 'one',
	options: { service: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { service }) => ask(context, service),
	suggest: {
		service: async ({ station, services, locale }, typed) => {
			if (station === undefined) return [];
			const administration = offeredRole(station, 'administration');
			const read = () => administration.services();
			const found = await services.recent.read(`${adminPlace(station)} services`, read);
			const wanted = typed.trim().toLowerCase();
			return serviceOptions(found, services.words, locale)
				.filter(({ value }) => value.toLowerCase().includes(wanted))
				.map(({ value, description = '' }) => ({ name: `${value} · ${description}`, value }));
		},
	},
	components: {
		choose: { answer: 'private', run: async (context) => ask(context, context.values[0] ?? '') },
		yes: { answer: 'update', question: true, changes: true, run: restart },
		no: {
			answer: 'update',
			question: true,
			run: async ({ t, args }) =>
				leftAlone(t('notRestarted'), t('left', { service: safe(args[0] ?? '', 40) })),
		},
	},
});

async function find({ station }: RestartContext, typed: string) {
	const services = await offeredRole(station, 'administration').services();
	const wanted = typed.trim().toLowerCase();
	return { services, service: services.find(({ name }) => name.toLowerCase() === wanted) };
}

async function ask(context: RestartContext, typed: string): Promise<Reply> {
	const { t, station, services: parts, locale } = context;
	const { services, service } = await find(context, typed);
	if (service === undefined || service.name.length > longestName) return which(context, services, typed);
	const name = safe(service.name, 40);
	const does = safe(whatItDoes(service, parts.words, locale), 150);
	const state = service.running ? t('isRunning') : t('isStopped');
	return question(context, {
		accent: service.running ? 'bad' : 'warn',
		heading: t('ask', { service: name }),
		what: t('what', { service: name, state, does, host: safe(station.backend.host, 80) }),
		points: [mayLoseAnswer(service) ? t('mayLose') : undefined, t('all')],
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		args: [service.name],
		left: { heading: t('notRestarted'), text: t('left', { service: name }) },
	});
}

function which(
	{ t, station, services: parts, locale }: RestartContext,
	services: HostService[],
	typed: string,
) {
	const options = serviceOptions(services, parts.words, locale);
	return card(
		accent.warn,
		text(`### ${t('which')}`),
		text(t('whichOf', { text: safe(typed, 80), host: safe(station.backend.host, 80) })),
		options.length === 0
			? undefined
			: select(customId('server restart-service', 'choose', station.id), t('choose'), options),
	);
}

async function restart(context: RestartContext & Pressed): Promise<Reply> {
	const { t, station, services: parts, person } = context;
	const { services, service } = await find(context, context.args[0] ?? '');
	if (service === undefined) return which(context, services, context.args[0] ?? '');
	const name = safe(service.name, 40);
	const askedBy = t('askedBy', { who: `<@${person.id}>`, at: moment(parts.clock.now(), 't') });
	await context.show(card(accent.calm, text(`### ${t('working', { service: name })}`, `-# ${askedBy}`)));
	const outcome = await restartService(offeredRole(station, 'administration'), service, parts.clock);
	return {
		...outcomeCard(context, name, outcome),
		audit: { outcome: outcome.kind === 'restarted' ? 'done' : 'unproven', what: service.name },
	};
}

function outcomeCard({ t, station, locale }: RestartContext, service: string, outcome: ServiceRestart): Card {
	const { kind, answerLost, tookMs } = outcome;
	const host = safe(station.backend.host, 80);
	const wait = span(tookMs, locale);
	const lost = answerLost ? t('lost', { host }) : t('accepted', { host });
	const look = row(button('secondary', t('look'), customId('server services', 'show', station.id)));
	switch (kind) {
		case 'restarted': {
			const seen = answerLost ? t('confirmedLost', { host }) : t('confirmed', { host, wait });
			return card(accent.ok, text(`### ${t('restarted', { service })}`), text(seen));
		}
		case 'perhaps':
			return card(
				accent.warn,
				text(`### ${t('perhaps', { service })}`),
				text(`${lost} ${t('nowRunning', { host })}`),
				look,
			);
		case 'stopped':
			return card(
				accent.bad,
				text(`### ${t('stopped', { service })}`),
				text(`${lost} ${t('stillStopped', { host, wait })}`),
				look,
			);
		case 'silent':
			return card(
				accent.warn,
				text(`### ${t('silent', { service })}`),
				text(`${lost} ${t('nothingSince', { host, wait })}`),
				look,
			);
	}
}
