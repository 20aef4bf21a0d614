import strings from '#locales/en-US/alerts.ts';
import type { AlertRule } from '#src/alerts/alert-rules.ts';
import { alertKinds, hourOf, newRule } from '#src/alerts/alert-rules.ts';
import { testFace } from '#src/discord/alert-faces.ts';
import { alertCard } from '#src/discord/alert-outlet.ts';
import { alertsOverview, channelCard } from '#src/discord/alert-settings-card.ts';
import type { Card } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import type { Reply } from '#src/discord/reply.ts';
import { rightWord } from '#src/discord/right-word.ts';
import { zoneOf } from '#src/discord/station-zone.ts';
import type { WriteResult } from '#src/discord/writing.ts';
import type { Station } from '#src/stations/station.ts';

type AlertsContext = Context<typeof strings, Station>;
type Press = AlertsContext & Pressed;

const hourLength = 5;

export default defineCommand(strings, {
	group: 'settings',
	level: 'manager',
	uses: [],
	visibility: 'private',
	station: 'one',
	execute: async (context) => alertsOverview(context),
	components: {
		show: { answer: 'update', run: async (context) => alertsOverview(context) },
		open: { answer: 'update', run: async (context) => openChannel(context) },
		kinds: { answer: 'update', changes: true, run: async (context) => chooseKinds(context) },
		role: { answer: 'update', changes: true, run: async (context) => chooseRole(context) },
		quiet: {
			answer: 'form',
			open: async (context) => {
				const { t, id, args, station, services } = context;
				const quiet = (await ruleOf(context)).quiet;
				return {
					id: id('quietTyped', args[0] ?? ''),
					title: t('form.title'),
					text: t('formText', { zone: quiet?.timezone ?? (await knownZone(station, services)) }),
					fields: [
						{ id: 'from', label: t('form.from'), maxLength: hourLength, value: quiet?.from ?? '22:00' },
						{ id: 'to', label: t('form.to'), maxLength: hourLength, value: quiet?.to ?? '07:00' },
					],
				};
			},
		},
		quietTyped: { answer: 'update', changes: true, run: async (context) => setQuiet(context) },
		loud: {
			answer: 'update',
			changes: true,
			run: async (context) => save(context, { quiet: null }, 'quiet'),
		},
		test: { answer: 'update', changes: true, run: async (context) => sendTest(context) },
		remove: { answer: 'update', changes: true, run: async (context) => remove(context) },
	},
});

async function openChannel(context: Press): Promise<Card> {
	const channel = context.values[0] ?? context.args[0];
	return channel === undefined
		? alertsOverview(context)
		: channelCard(context, await ruleOf(context, channel));
}

/** The channel's rule, or what it would be told if it were chosen. */
async function ruleOf({ services, station, args }: Press, channel = args[0] ?? ''): Promise<AlertRule> {
	const rules = await services.alerts.of(station);
	return rules.find((rule) => rule.channel === channel) ?? { ...newRule(station, channel), kinds: [] };
}

async function chooseKinds(context: Press): Promise<Reply> {
	return save(context, { kinds: alertKinds.filter((kind) => context.values.includes(kind)) }, 'kinds');
}

async function chooseRole(context: Press): Promise<Reply> {
	return save(context, { role: context.values[0] ?? null }, 'role');
}

async function setQuiet(context: Press): Promise<Reply> {
	const { t, fields, station, services } = context;
	const [from, to] = [hourOf(fields['from'] ?? ''), hourOf(fields['to'] ?? '')];
	if (from === undefined || to === undefined || from === to)
		return channelCard(context, await ruleOf(context), t('badHours'));
	return save(context, { quiet: { from, to, timezone: await zoneOf(station, services) } }, 'quiet');
}

async function save(
	context: Press,
	change: Partial<Pick<AlertRule, 'kinds' | 'role' | 'quiet'>>,
	deed: string,
): Promise<Reply> {
	const { t, services, station } = context;
	const rule = { ...(await ruleOf(context)), ...change };
	await services.alerts.put(station, rule);
	const drawn = channelCard(context, rule, t('saved'));
	return { ...drawn, audit: { outcome: 'done', deed, what: nameOf(context, rule.channel) } };
}

async function remove(context: Press): Promise<Reply> {
	const { services, station, args } = context;
	const channel = args[0] ?? '';
	await services.alerts.drop(station, channel);
	const drawn = await alertsOverview(context);
	return { ...drawn, audit: { outcome: 'done', deed: 'remove', what: nameOf(context, channel) } };
}

/** As an alert would come, with the role that it calls: whether that works is what the test is for. */
async function sendTest(context: Press): Promise<Reply> {
	const { t, services, station, serverLocale, locale } = context;
	const rule = await ruleOf(context);
	const { channel, role } = rule;
	const drawn = alertCard(testFace(station, services.words, serverLocale), { role });
	const nonce = `test ${services.clock.now().toString(36)}`;
	const result = await services.writer.send(channel, drawn, {
		nonce,
		...(role === null ? {} : { ping: { role } }),
	});
	const named = `<#${channel}>`;
	if (result.kind !== 'sent') {
		const why = whyNot(result, context);
		return channelCard(context, rule, t('notSent', { channel: named, why }));
	}
	const audit = {
		outcome: 'done',
		deed: 'test',
		what: nameOf({ services, station, locale }, channel),
	} as const;
	return { ...channelCard(context, rule, t('sent', { channel: named })), audit };
}

function whyNot(result: WriteResult, { t, services, locale }: AlertsContext): string {
	if (result.kind === 'gone-channel') return t('why.gone-channel');
	if (result.kind === 'no-right') {
		const { right } = result;
		const named = right === undefined ? t('someRight') : rightWord(services.words, locale, right);
		return t('why.no-right', { right: named });
	}
	return t('why.other');
}

function nameOf(
	{ services, station }: Pick<AlertsContext, 'services' | 'station' | 'locale'>,
	channel: string,
) {
	const found = services.guilds.channels(station.guildId).find(({ id }) => id === channel);
	return `#${found?.name ?? channel}`;
}

/** A form has to open at once: the zone that is known, without asking. */
async function knownZone(station: Station, services: AlertsContext['services']): Promise<string> {
	return services.onAir.known(station)?.state.facts.timezone ?? 'UTC';
}
