import strings from '#locales/en-US/server/services.ts';
import errors from '#locales/en-US/shared/errors.ts';
import { accent, button, type Card, card, line, moment, row, select, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { serviceOptions, whatItDoes } from '#src/discord/service-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

/** More than AzuraCast has; a card of more would burst. */
const mostShown = 20;

type ServicesContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'server',
	level: 'admin',
	uses: ['administration.services'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => draw(context),
	components: {
		show: { answer: 'private', run: async (context) => draw(context) },
		refresh: { answer: 'update', run: async (context) => draw(context) },
	},
});

async function draw(context: ServicesContext): Promise<Card> {
	const { t, station, services: parts, locale, id, format } = context;
	const host = safe(station.backend.host, 80);
	const services = await offeredRole(station, 'administration').services();
	const stopped = services.filter(({ running }) => !running);
	const sum =
		services.length === 0
			? t('none', { host })
			: stopped.length === 0
				? t('all', { count: services.length })
				: t('some', { count: stopped.length, all: format.number(services.length) });
	const restartable = services.filter(({ mayRestart }) => mayRestart);
	const left = services.length - mostShown;
	return card(
		stopped.length === 0 ? accent.calm : accent.warn,
		text(`## ${t('heading', { host })}`, `-# ${t('asOf', { at: moment(parts.clock.now(), 'T') })}`),
		text(sum),
		line(),
		...services.slice(0, mostShown).map((service) => {
			const name = safe(service.name, 40);
			return text(
				service.running ? t('running', { name }) : t('stopped', { name }),
				`-# ${safe(whatItDoes(service, parts.words, locale), 100)}`,
			);
		}),
		left > 0 ? text(`-# ${t('more', { n: format.number(left) })}`) : undefined,
		restartable.length === 0 ? noRestart(context) : undefined,
		restartable.length === 0
			? undefined
			: select(
					customId('server restart-service', 'choose', station.id),
					t('restart'),
					serviceOptions(restartable, parts.words, locale),
				),
		row(
			button('secondary', t('refresh'), id('refresh')),
			button('secondary', t('stats'), customId('server stats', 'show', station.id)),
		),
	);
}

/** Which right the key lacks, by the radio system's own name. */
function noRestart({ t, station, services, locale }: ServicesContext) {
	const needed = station.backend.keyCheck?.rightsFor('administration.restartService')[0];
	if (needed === undefined) return undefined;
	const key = services.words.in(locale, errors)(`key.${needed.key}`);
	const tail = station.keys.get(needed.key) ?? '';
	const { label } = station.backend;
	return text(`-# ${t('noRestart', { key, tail, label, permission: needed.right.label })}`);
}
