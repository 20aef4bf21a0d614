import type { ChannelPurpose } from '#src/checks/channel-rights.ts';
import type { Draft } from '#src/stations/set-up/draft.ts';
import type { GuildLook } from './guild-look.ts';

/** Never for admins: who may change keys is not guessed from a name. */
const roleNames = { dj: /^(radio )?djs?$/i, manager: /^((radio|station) )?managers?$/i } as const;

const channelNames: Record<ChannelPurpose, RegExp> = {
	nowPlaying: /^now-?playing$/i,
	requests: /^(song-)?requests$/i,
	alerts: /^(radio-|station-)?alerts$/i,
	audit: /^(radio-|station-)?audit(-log)?$/i,
	upload: /^(song-|music-)?uploads?$/i,
};

/** Chooses roles and channels by their names, once, where nothing was chosen yet: the person sees and changes them before saving. */
export function suggestAccess(draft: Draft, guilds: GuildLook): void {
	if (draft.suggested) return;
	const { guildId } = draft;
	const roles = guilds.roles(guildId);
	const named = (form: RegExp) => roles.filter(({ name }) => form.test(name)).map(({ id }) => id);
	const { dj, manager, admin } = draft.roles;
	draft.roles = {
		dj: dj.length > 0 ? dj : named(roleNames.dj),
		manager: manager.length > 0 ? manager : named(roleNames.manager),
		admin,
	};
	const channels = guilds.channels(guildId);
	const found = Object.entries(channelNames).flatMap(([purpose, form]) => {
		const channel = channels.find(({ name }) => form.test(name));
		return channel === undefined ? [] : [[purpose, channel.id] as const];
	});
	draft.channels = { ...Object.fromEntries(found), ...draft.channels };
	draft.suggested = true;
}
