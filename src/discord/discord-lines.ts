import strings from '#locales/en-US/shared/check-up.ts';
import errors from '#locales/en-US/shared/errors.ts';
import { channelPurposes, checkChannel } from '#src/checks/channel-rights.ts';
import type { Station } from '#src/stations/station.ts';
import { roleLevels } from './access-parts.ts';
import type { Setting } from './command.ts';
import { rightWord } from './right-word.ts';

/** What the bot may do in a station's channels, and whether its roles are still there. */
export function discordLines(
	{ services, locale, guildId }: Pick<Setting, 'services' | 'locale' | 'guildId'>,
	station: Station,
): { well: boolean; lines: string[] } {
	const t = services.words.in(locale, strings);
	const level = services.words.in(locale, errors);
	const fine: string[] = [];
	const bad: string[] = [];
	for (const purpose of channelPurposes) {
		const channelId = station.channels[purpose];
		if (channelId === undefined) continue;
		const report = checkChannel(purpose, services.guilds.rightsIn(guildId, channelId));
		const channel = `<#${channelId}>`;
		if (report.gone) bad.push(t('gone', { purpose: t(`purpose.${purpose}`) }));
		else if (report.missing.length === 0) fine.push(channel);
		else {
			const rights = report.missing.map((right) => rightWord(services.words, locale, right)).join(', ');
			bad.push(t('notInDiscord', { rights, channel }));
		}
	}
	for (const name of roleLevels) {
		if (station.roles[name].some((role) => role !== guildId && !services.guilds.hasRole(guildId, role)))
			bad.push(t('roleGone', { level: level(`level.${name}`) }));
	}
	const channels = [...new Set(fine)].join(' ');
	const granted = channels === '' ? [] : [t('inDiscord', { channels })];
	if (granted.length === 0 && bad.length === 0) return { well: true, lines: [t('discord'), t('noChannels')] };
	return {
		well: bad.length === 0,
		lines: [t('discord'), ...granted, ...bad, ...(bad.length > 0 ? [t('channelMend')] : [])],
	};
}
