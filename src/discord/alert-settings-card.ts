import strings from '#locales/en-US/alerts.ts';
import alerts from '#locales/en-US/shared/alerts.ts';
import { type AlertKind, type AlertRule, alertKinds } from '#src/alerts/alert-rules.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, button, type Card, card, line, row, text, withButton } from './card.ts';
import { channelLine } from './channel-lines.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import { selectChannel, selectRole, selectSeveral } from './picks.ts';
import { facts } from './song-lines.ts';
import { safe } from './text.ts';

type Here = Setting & { station: Station };

/** As many channels as fit into a card; the others are opened by the select. */
const mostShown = 8;

/** Which channels are told what about a station. */
export async function alertsOverview(here: Here): Promise<Card> {
	const { services, station, locale } = here;
	const t = services.words.in(locale, strings);
	const rules = await services.alerts.of(station);
	const usual = !services.alerts.isChosen(station);
	return card(
		accent.calm,
		text(
			`## ${t('heading', { station: safe(station.name, 80) })}`,
			rules.length === 0 ? t('none') : usual ? t('usual') : undefined,
		),
		...(rules.length === 0 ? [] : [line()]),
		...rules
			.slice(0, mostShown)
			.map((rule) =>
				withButton(
					[text(t('rule', { channel: `<#${rule.channel}>` }), `-# ${ruleFacts(here, rule)}`)],
					button('secondary', t('buttons.change'), customId('alerts', 'open', station.id, rule.channel)),
				),
			),
		selectChannel(customId('alerts', 'open', station.id), t('channel'), undefined),
	);
}

/** What one channel is told, with everything that can be chosen about it. */
export function channelCard(here: Here, rule: AlertRule, notice?: string): Card {
	const { services, station, locale, guildId } = here;
	const t = services.words.in(locale, strings);
	const kinds = services.words.in(locale, alerts);
	const { channel, role, quiet } = rule;
	const id = (action: 'kinds' | 'role' | 'quiet' | 'loud' | 'test' | 'remove') =>
		customId('alerts', action, station.id, channel);
	const canCall = role === null || services.guilds.canCall(guildId, channel, role);
	const rights = channelLine(here, guildId, channel, 'alerts');
	return card(
		rights.well && canCall ? accent.calm : accent.warn,
		text(`## ${t('heading', { station: safe(station.name, 80) })}`, notice),
		line(),
		text(t('told', { channel: `<#${channel}>` }), `-# ${ruleFacts(here, rule)}`),
		rights.well ? undefined : text(rights.line),
		canCall ? undefined : text(t('cannotCall', { role: `<@&${role}>`, channel: `<#${channel}>` })),
		selectSeveral(
			id('kinds'),
			t('what'),
			alertKinds.map((kind) => ({
				label: kinds(`kinds.${kind}`),
				value: kind,
				description: kinds(`helped.${kind}`),
			})),
			rule.kinds,
		),
		selectRole(id('role'), t('role'), role ?? undefined),
		row(
			button('secondary', t('buttons.quiet'), id('quiet')),
			quiet === null ? undefined : button('secondary', t('buttons.loud'), id('loud')),
			button('secondary', t('buttons.test'), id('test')),
		),
		row(
			button('danger', t('buttons.remove'), id('remove')),
			button('secondary', t('buttons.back'), customId('alerts', 'show', station.id)),
		),
	);
}

function ruleFacts({ services, locale }: Here, { kinds, role, quiet }: AlertRule): string {
	const t = services.words.in(locale, strings);
	const named = services.words.in(locale, alerts);
	const what = kinds.map((kind: AlertKind) => named(`kinds.${kind}`)).join(', ');
	return facts(
		what === '' ? t('nothing') : what,
		role === null ? undefined : t('calls', { role: `<@&${role}>` }),
		quiet === null
			? undefined
			: t('quietFrom', { from: quiet.from, to: quiet.to, zone: safe(quiet.timezone, 40) }),
	);
}
