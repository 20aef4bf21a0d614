import { OAuth2Scopes, PermissionsBitField, type PermissionsString } from 'discord.js';
import { neededFor } from '#src/checks/channel-rights.ts';
import { lineRights, pinRights } from './channel-api.ts';
import { eventRights } from './guild-events.ts';

/**
 * The rights that the bot makes use of: for what it writes and keeps up to date in channels, pinned cards, topics and the status of
 * voice channels, and for schedules among the events. To call roles that not everybody may mention would take one more, which no
 * bot should have by itself.
 */
export const invitedRights: readonly PermissionsString[] = [
	...new Set([...Object.values(neededFor), ...Object.values(lineRights), pinRights, eventRights].flat()),
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
