import strings from '#locales/en-US/playlist/create.ts';
import playlistStrings from '#locales/en-US/shared/playlists.ts';
import { accent, card, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { recentPlaylists } from '#src/discord/playlist-choice.ts';
import type { Reply } from '#src/discord/reply.ts';
import { clean, safe } from '#src/discord/text.ts';
import { createPlaylist } from '#src/stations/creating-playlist.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

type CreateContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['playlists.list', 'playlists.create'],
	visibility: 'private',
	station: 'one',
	changes: true,
	options: {
		name: { type: 'string', required: true, maxLength: 100 },
		random: { type: 'boolean' },
	},
	execute: async (context, { name, random }) => create(context, clean(name), random === true),
});

async function create(context: CreateContext, wanted: string, random: boolean): Promise<Reply> {
	const { t, station, services, locale } = context;
	if (wanted === '') return card(accent.warn, text(`### ${t('noName')}`), text(t('noNameHelp')));
	const role = offeredRole(station, 'playlists');
	const outcome = await createPlaylist(role, services.clock, wanted, random ? 'random' : 'shuffle');
	services.recent.forget(recentPlaylists(station));
	switch (outcome.kind) {
		case 'exists': {
			const help = t('existsHelp', { name: safe(outcome.playlist.name, 80) });
			return card(accent.warn, text(`### ${t('exists')}`), text(help));
		}
		case 'created': {
			const words = services.words.in(locale, playlistStrings);
			const { playlist } = outcome;
			const name = safe(playlist.name, 80);
			const help =
				playlist.isOnAir === undefined
					? t('createdHelp', { name, state: playlist.isEnabled ? words('on') : words('off') })
					: t('createdEmpty', { name });
			return {
				...card(accent.ok, text(`### ${t('created')}`), text(help)),
				audit: { outcome: 'done', what: wanted },
			};
		}
		case 'not-confirmed': {
			const help = t('notThere', { host: safe(station.backend.host, 80) });
			return {
				...card(accent.warn, text(`### ${t('unproven')}`), text(help)),
				audit: { outcome: 'unproven', what: wanted },
			};
		}
	}
}
