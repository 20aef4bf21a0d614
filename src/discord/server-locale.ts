import type { BaseInteraction } from 'discord.js';
import type { Services } from './services.ts';

/** The language for what everybody reads: as it was chosen, else the Discord server's own. */
export function serverLocaleOf(interaction: BaseInteraction, { languages }: Services): string {
	return languages.of(interaction.guildId ?? '') ?? interaction.guildLocale ?? interaction.locale;
}
