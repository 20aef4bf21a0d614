import strings from '#locales/en-US/settings/edit.ts';
import errors from '#locales/en-US/shared/errors.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import { channelPurposes } from '#src/checks/channel-rights.ts';
import { roleLevels } from '#src/discord/access-parts.ts';
import { accent, type Card, card, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { addressChangeForm, keysChangeForm } from '#src/discord/connection-forms.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { detailsForm, takeDetails, turnExperimental } from '#src/discord/details-form.ts';
import { turnEvents } from '#src/discord/events-switch.ts';
import { offPeakForm, takeOffPeak } from '#src/discord/off-peak-form.ts';
import { takeLanguage } from '#src/discord/public-language.ts';
import type { AuditNote, Reply } from '#src/discord/reply.ts';
import { problemWords } from '#src/discord/set-up-problem.ts';
import { accessCard, editCard, type Notice, retentions } from '#src/discord/station-settings-card.ts';
import { plain } from '#src/discord/text.ts';
import type { Edited } from '#src/stations/set-up/editing.ts';
import type { Station } from '#src/stations/station.ts';
import type { Wording } from '#src/words/phrase.ts';

type EditContext = Context<typeof strings, Station>;
type Press = EditContext & Pressed;

export default defineCommand(strings, {
	group: 'settings',
	level: 'admin',
	uses: [],
	visibility: 'private',
	station: 'one',
	execute: async (context) => draw(context, context.station),
	components: {
		show: { answer: 'update', run: async (context) => draw(context, context.station) },
		access: { answer: 'update', run: async (context) => accessCard(context, context.station) },
		address: { answer: 'form', open: (context) => addressChangeForm(context) },
		addressTyped: { answer: 'update', changes: true, run: async (context) => changeAddress(context) },
		keys: { answer: 'form', open: (context) => keysChangeForm(context) },
		keysTyped: { answer: 'update', changes: true, run: async (context) => changeKeys(context) },
		noStationKey: { answer: 'update', changes: true, run: async (context) => removeKey(context, 'station') },
		noAdminKey: { answer: 'update', changes: true, run: async (context) => removeKey(context, 'admin') },
		name: {
			answer: 'form',
			open: ({ t, id, station }) => ({
				id: id('nameTyped'),
				title: t('form.nameTitle'),
				fields: [{ id: 'name', label: t('form.name'), maxLength: 100, value: plain(station.name, 100, 100) }],
			}),
		},
		nameTyped: { answer: 'update', changes: true, run: async (context) => rename(context) },
		role: { answer: 'update', changes: true, run: async (context) => changeRoles(context) },
		retention: { answer: 'update', changes: true, run: async (context) => changeRetention(context) },
		language: {
			answer: 'update',
			changes: true,
			run: async (context) => noted(context, await takeLanguage(context)),
		},
		channel: { answer: 'update', changes: true, run: async (context) => changeChannel(context) },
		events: {
			answer: 'update',
			changes: true,
			run: async (context) => noted(context, await turnEvents(context, true)),
		},
		offPeak: { answer: 'form', open: (context) => offPeakForm(context) },
		offPeakTyped: { answer: 'update', changes: true, run: async (context) => changeOffPeak(context) },
		details: { answer: 'form', open: (context) => detailsForm(context) },
		detailsTyped: {
			answer: 'update',
			changes: true,
			run: async (context) => noted(context, await takeDetails(context)),
		},
		experimental: {
			answer: 'update',
			changes: true,
			run: async (context) => noted(context, await turnExperimental(context)),
		},
		noEvents: {
			answer: 'update',
			changes: true,
			run: async (context) => noted(context, await turnEvents(context, false)),
		},
	},
});

/** What is set for the whole Discord server is for those who may manage it, not for one station's administrators. */
async function draw(context: EditContext, station: Station, notice: Notice = {}): Promise<Card> {
	const { services, guildId, person } = context;
	const server = person.managesServer ? await services.saved.settings(guildId) : undefined;
	return editCard(context, station, { ...notice, server });
}

async function changeRetention(context: Press): Promise<Reply> {
	const { t, station, services, guildId, person, values } = context;
	const days = retentions.find((one) => String(one) === values[0]);
	if (days === undefined || !person.managesServer) return draw(context, station);
	await services.saved.changeSettings(guildId, { auditDays: days });
	const saved = t('changed.retention', { days: t('days', { count: days }) });
	return {
		...(await draw(context, station, { saved })),
		audit: {
			outcome: 'done',
			deed: 'retention',
			what: [services.words.phrase(strings, 'days', { count: days })],
		},
	};
}

const typedKeys = ({ fields }: Press) => ({
	station: fields['station'] ?? '',
	admin: fields['admin'] ?? '',
});

async function changeAddress(context: Press): Promise<Reply> {
	const { t, station, services, person, fields } = context;
	await context.show(working(context));
	const typed = fields['address'] ?? '';
	const edited = await services.editing.changeAddress(station, typed, typedKeys(context), person.id);
	const keysGone =
		'station' in edited && [...station.keys.keys()].some((key) => !edited.station.keys.has(key));
	return drawn(context, edited, t(keysGone ? 'changed.addressKeysGone' : 'changed.address'), 'address');
}

async function changeKeys(context: Press): Promise<Reply> {
	const { t, station, services, person } = context;
	await context.show(working(context));
	const edited = await services.editing.changeKeys(station, typedKeys(context), person.id);
	return drawn(context, edited, t('changed.keys'), 'keys');
}

async function removeKey(context: Press, key: KeyName): Promise<Reply> {
	const { t, station, services, locale } = context;
	const named = services.words.in(locale, errors)(`key.${key}`);
	const edited = await services.editing.change(station, { keys: { [key]: null } });
	return drawn(context, edited, t('changed.key-removed', { key: named }), 'key-removed', [
		services.words.phrase(errors, `key.${key}`),
	]);
}

async function rename(context: Press): Promise<Reply> {
	const { t, station, services, fields } = context;
	const name = plain(fields['name'] ?? '', 100, 100);
	if (name === '') return draw(context, station);
	const edited = await services.editing.change(station, { name });
	return drawn(context, edited, t('changed.name'), 'name', station.name);
}

async function changeRoles(context: Press): Promise<Reply> {
	const { station, services, args, values } = context;
	const level = roleLevels.find((one) => one === args[0]);
	if (level === undefined) return accessCard(context, station);
	const edited = await services.editing.change(station, {
		roles: { ...station.roles, [level]: [...values] },
	});
	return accessDrawn(context, edited);
}

async function changeChannel(context: Press): Promise<Reply> {
	const { station, services, args, values } = context;
	const purpose = channelPurposes.find((one) => one === args[0]);
	if (purpose === undefined) return accessCard(context, station);
	const channels = { ...station.channels, [purpose]: values[0] };
	return accessDrawn(context, await services.editing.change(station, { channels }));
}

async function noted(context: Press, { station, notice, audit }: Awaited<ReturnType<typeof takeDetails>>) {
	return { ...(await draw(context, station, notice)), ...(audit === undefined ? {} : { audit }) };
}

async function changeOffPeak(context: Press): Promise<Reply> {
	const { notice, ...audit } = await takeOffPeak(context);
	return { ...(await draw(context, context.station, notice)), ...audit };
}

function accessDrawn(context: Press, edited: Edited): Reply {
	const { t, station } = context;
	if ('problem' in edited) return accessCard(context, station, refused(context, edited));
	const notice = { saved: t('changed.access') };
	return { ...accessCard(context, edited.station, notice), audit: { outcome: 'done', deed: 'access' } };
}

async function drawn(
	context: Press,
	edited: Edited,
	saved: string,
	deed: string,
	what?: Wording,
): Promise<Reply> {
	if ('problem' in edited) return draw(context, context.station, refused(context, edited));
	const audit: AuditNote = { outcome: 'done', deed, ...(what === undefined ? {} : { what }) };
	return { ...(await draw(context, edited.station, { saved, report: edited.report })), audit };
}

function refused(
	context: Press,
	{ problem }: { problem: Extract<Edited, { problem: unknown }>['problem'] },
): Notice {
	const { host, label, kind } = context.station.backend;
	return { why: problemWords(problem, context, { host, label, kind }) };
}

function working({ t }: EditContext): Card {
	return card(accent.calm, text(`### ${t('checking')}`));
}
