import strings from '#locales/en-US/shared/access.ts';
import { type ChannelPurpose, checkChannel } from '#src/checks/channel-rights.ts';
import type { Setting } from './command.ts';
import { rightWord } from './right-word.ts';

/** Whether the bot may do in a channel what it is to do there, in a line. */
export function channelLine(
	{ services, locale }: Pick<Setting, 'services' | 'locale'>,
	guildId: string,
	channelId: string,
	purpose: ChannelPurpose,
): { well: boolean; line: string } {
	const t = services.words.in(locale, strings);
	const report = checkChannel(purpose, services.guilds.rightsIn(guildId, channelId));
	const named = { channel: `<#${channelId}>`, purpose: t(`purpose.${purpose}`) };
	if (report.gone) return { well: false, line: t('channelGone', { purpose: named.purpose }) };
	if (report.missing.length === 0) return { well: true, line: t('may', named) };
	const rights = report.missing.map((right) => rightWord(services.words, locale, right)).join(', ');
	return { well: false, line: t('mayNot', { ...named, rights }) };
}
