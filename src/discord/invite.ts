import { OAuth2Scopes, PermissionsBitField, type PermissionsString } from 'discord.js';
import { neededFor } from '#src/checks/channel-rights.ts';
import { pinRights } from './channel-api.ts';
import { eventRights } from './guild-events.ts';

/**
 * The rights that the bot makes use of: for what it writes and keeps up to date in channels, pinned cards, and schedules among the
 * events. Manage Channels, for topics and the status of voice channels, and Mention Everyone, for roles that not everybody may mention,
 * reach far beyond that: whoever wants these gives the right, and is told so where they ask for it.
 */
export const invitedRights: readonly PermissionsString[] = [
	...new Set([...Object.values(neededFor), pinRights, eventRights].flat()),
];

/** The page of Discord's on which somebody adds the bot to a server, with these rights and commands. */
export function inviteLink(applicationId: string): string {
	const query = new URLSearchParams({
		client_id: applicationId,
		permissions: new PermissionsBitField([...invitedRights]).bitfield.toString(),
		scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
	});
	return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
