import { wireMember } from '../wire-objects.ts';
import type { World } from '../world.ts';
import type { RequestMembers } from './packets.ts';
import type { GatewaySession } from './session.ts';

const GUILD_MEMBERS = 1 << 1;

/** Answers op 8. The whole list is only for bots with the members intent; others get no answer, as on Discord. */
export function answerMemberRequest(world: World, session: GatewaySession, wanted: RequestMembers): void {
	const guild = world.guilds.get(wanted.guild_id);
	if (guild === undefined) return;
	const { query = '', limit = 0, user_ids, nonce } = wanted;
	if (user_ids === undefined && query === '' && limit === 0 && (session.intents & GUILD_MEMBERS) === 0)
		return;
	const ids = user_ids === undefined ? undefined : [user_ids].flat();
	const found = [...guild.members.values()].filter(({ user }) =>
		ids === undefined ? user.username.startsWith(query) : ids.includes(user.id),
	);
	const members = limit > 0 ? found.slice(0, limit) : found;
	session.send('GUILD_MEMBERS_CHUNK', {
		guild_id: guild.id,
		members: members.map(wireMember),
		chunk_index: 0,
		chunk_count: 1,
		not_found: (ids ?? []).filter((id) => !guild.members.has(id)),
		...(nonce !== undefined && { nonce }),
	});
}
