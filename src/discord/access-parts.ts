import strings from '#locales/en-US/shared/access.ts';
import errors from '#locales/en-US/shared/errors.ts';
import { type ChannelPurpose, channelPurposes } from '#src/checks/channel-rights.ts';
import type { StationChannels, StationRoles } from '#src/stations/station.ts';
import { text } from './card.ts';
import { channelLine } from './channel-lines.ts';
import type { Setting } from './command.ts';
import { selectChannel, selectRoles } from './picks.ts';

export const roleLevels = ['dj', 'manager', 'admin'] as const;
export type RoleLevel = (typeof roleLevels)[number];

/** Who may steer, and where the bot may write: of a station, or of one that is being set up. */
export interface Access {
	guildId: string;
	roles: StationRoles;
	channels: StationChannels;
}

interface Ids {
	role: (level: RoleLevel) => string;
	channel: (purpose: ChannelPurpose) => string;
	/** A line about where the choice comes from. */
	note: string | undefined;
}

/** Selects for roles and channels, each with what stands in it, and whether the bot can do in the channels what it is to do there. */
export function accessParts(setting: Setting, access: Access, { role, channel, note }: Ids) {
	const t = setting.services.words.in(setting.locale, strings);
	const checked = channelPurposes.flatMap((purpose) => {
		const id = access.channels[purpose];
		return id === undefined ? [] : [channelLine(setting, access.guildId, id, purpose)];
	});
	return [
		text(t('roles'), note),
		...roleLevels.map((level) => selectRoles(role(level), t(level), access.roles[level])),
		...warnings(setting, access).map((warning) => text(warning)),
		text(t('channels')),
		...channelPurposes.map((purpose) =>
			selectChannel(channel(purpose), t(purpose), access.channels[purpose]),
		),
		checked.length === 0
			? undefined
			: text(...checked.map(({ line }) => line), checked.some(({ well }) => !well) ? t('mend') : undefined),
	];
}

function warnings({ services, locale }: Setting, { guildId, roles }: Access): string[] {
	const t = services.words.in(locale, strings);
	const all = roleLevels.flatMap((level) => roles[level]);
	const twice = new Set(all.filter((role, place) => all.indexOf(role) !== place));
	return [
		...[...twice].map((role) => t('twice', { role: `<@&${role}>` })),
		// The role that everybody has carries the id of its Discord server.
		...(all.includes(guildId) ? [t('everyone')] : []),
		...(all.some((role) => role !== guildId && !services.guilds.hasRole(guildId, role))
			? [t('roleGone')]
			: []),
	];
}

/** The same in two lines. */
export function accessSummary({ services, locale }: Setting, { roles, channels }: Access): string[] {
	const t = services.words.in(locale, strings);
	const level = services.words.in(locale, errors);
	const byLevel = roleLevels.flatMap((name) =>
		roles[name].length === 0
			? []
			: [
					t('summary.role', {
						level: level(`level.${name}`),
						roles: roles[name].map((id) => `<@&${id}>`).join(' '),
					}),
				],
	);
	const byPurpose = channelPurposes.flatMap((purpose) => {
		const id = channels[purpose];
		return id === undefined
			? []
			: [t('summary.channel', { purpose: t(`purpose.${purpose}`), channel: `<#${id}>` })];
	});
	return [
		byLevel.length === 0 ? t('summary.noRoles') : t('summary.roles', { roles: byLevel.join(' · ') }),
		byPurpose.length === 0
			? t('summary.noChannels')
			: t('summary.channels', { channels: byPurpose.join(' · ') }),
	];
}
