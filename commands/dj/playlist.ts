import strings from '#locales/en-US/dj/playlist.ts';
import { offers } from '#src/backends/offers.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import { accent, card, text } from '#src/discord/card.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { OldButton } from '#src/discord/old-button.ts';
import { playlistMeant, recentPlaylists, suggestPlaylists } from '#src/discord/playlist-choice.ts';
import type { SwitchContext } from '#src/discord/playlist-only.ts';
import { askForOnly, playOnly } from '#src/discord/playlist-only.ts';
import { neitherOnNorOff, startOnly } from '#src/discord/playlist-start.ts';
import { leftAlone } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { othersInRotation, switchPlaylist } from '#src/stations/playlist-switching.ts';

const states = ['on', 'off', 'only'] as const;
type State = (typeof states)[number];

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['playlists.list', 'playlists.one'],
	// The one where playlists are on or off, the other where one of them plays.
	partly: ['playlists.setEnabled', 'playlists.start'],
	visibility: 'private',
	station: 'one',
	changes: true,
	options: {
		playlist: { type: 'string', required: true, suggested: true, maxLength: 100 },
		state: { type: 'choice', required: true, values: states },
	},
	execute: async (context, { playlist, state }) => find(context, playlist, state),
	suggest: { playlist: async (context, typed) => suggestPlaylists(context, context.station, typed) },
	components: {
		pick: {
			answer: 'update',
			changes: true,
			run: async (context) => find(context, context.values[0] ?? '', stateOf(context.args[0])),
		},
		// From the card of a playlist.
		set: {
			answer: 'private',
			changes: true,
			run: async (context) => find(context, `id:${context.args[0] ?? ''}`, stateOf(context.args[1])),
		},
		yes: {
			answer: 'update',
			question: true,
			changes: true,
			run: async (context) => playOnly(context, context.args[0] ?? '', context.args[1] ?? ''),
		},
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('kept'), t('keptHelp')) },
	},
});

function stateOf(text: string | undefined): State {
	const state = states.find((one) => one === text);
	if (state === undefined) throw new OldButton(`There is no state ${text}`);
	return state;
}

async function find(context: SwitchContext, typed: string, state: State): Promise<Reply> {
	const meant = await playlistMeant(context, context.station, typed, context.id('pick', state));
	if ('card' in meant) return meant.card;
	if (!offers(context.station.backend, 'playlists.setEnabled'))
		return state === 'only' ? startOnly(context, meant.playlist) : neitherOnNorOff(context, meant.playlist);
	if (state === 'only') return askForOnly(context, meant.playlist, meant.all);
	return set(context, meant.playlist, state);
}

async function set(context: SwitchContext, { id }: Playlist, state: 'on' | 'off'): Promise<Reply> {
	const { t, station, services } = context;
	const role = offeredRole(station, 'playlists');
	const outcome = await switchPlaylist(role, services.clock, id, state === 'on');
	services.recent.forget(recentPlaylists(station));
	// What may be requested hangs on the playlists.
	services.mediaWatch.lookSoon(station);
	const { playlist } = outcome;
	const name = safe(playlist.name, 80);
	const audit = { what: playlist.name, deed: state };
	switch (outcome.kind) {
		case 'already': {
			const shown = card(accent.ok, text(`### ${t(`already.${state}`, { name })}`), text(t('nothing')));
			return { ...shown, audit: { ...audit, outcome: 'already' } };
		}
		case 'done': {
			const silent = state === 'off' && othersInRotation(await role.list(), id).length === 0;
			const shown = card(
				silent ? accent.warn : accent.ok,
				text(`### ${t(`done.${state}`, { name })}`),
				text(silent ? t('silent') : undefined, `-# ${t('later')}`),
			);
			return { ...shown, audit: { ...audit, outcome: 'done' } };
		}
		case 'not-confirmed': {
			const host = safe(station.backend.host, 80);
			const still = state === 'on' ? t('stillOff', { host, name }) : t('stillOn', { host, name });
			const shown = card(accent.warn, text(`### ${t(`unproven.${state}`)}`), text(still));
			return { ...shown, audit: { ...audit, outcome: 'unproven' } };
		}
	}
}
