import type { Gateway } from '../gateway/gateway.ts';
import { wireChannel, wireGuild, wireMember, wireRole, wireUser } from '../wire-objects.ts';
import type { World } from '../world.ts';
import { unknownMember, unknownUser } from './discord-error.ts';
import { ok, type RestRequest, type Route } from './router.ts';

/** Who the bot is, where it is, and where its gateway stands. */
export function applicationRoutes(world: World, gateway: Gateway): Route[] {
	const guildOf = ({ param }: RestRequest) => world.guild(param('guild'));
	return [
		{ method: 'GET', path: '/gateway', open: true, handle: () => ok({ url: gateway.url }) },
		{ method: 'GET', path: '/gateway/bot', handle: () => ok(gatewayFor(gateway)) },
		{ method: 'GET', path: '/applications/@me', handle: () => ok(application(world)) },
		{ method: 'GET', path: '/oauth2/applications/@me', handle: () => ok(application(world)) },
		{ method: 'GET', path: '/users/@me', handle: () => ok(wireUser(world.bot)) },
		{
			method: 'GET',
			path: '/users/@me/guilds',
			handle: () =>
				ok([...world.guilds.values()].map(({ id, name }) => ({ id, name, icon: null, owner: false }))),
		},
		{
			method: 'GET',
			path: '/users/:user',
			handle: ({ param }) => {
				const user = world.users.get(param('user'));
				if (user === undefined) throw unknownUser();
				return ok(wireUser(user));
			},
		},
		{ method: 'GET', path: '/guilds/:guild', handle: (request) => ok(wireGuild(guildOf(request))) },
		{
			method: 'GET',
			path: '/guilds/:guild/channels',
			handle: (request) => ok(guildOf(request).channels.map((channel) => wireChannel(world, channel))),
		},
		{
			method: 'GET',
			path: '/guilds/:guild/roles',
			handle: (request) => ok(guildOf(request).roles.map(wireRole)),
		},
		{
			method: 'GET',
			path: '/guilds/:guild/members/:user',
			handle: (request) => {
				const member = guildOf(request).members.get(request.param('user'));
				if (member === undefined) throw unknownMember();
				return ok(wireMember(member));
			},
		},
	];
}

function application(world: World): Record<string, unknown> {
	return { id: world.applicationId, name: world.bot.displayName, description: '', owner: null, team: null };
}

function gatewayFor(gateway: Gateway): Record<string, unknown> {
	const remaining = Math.max(0, 1000 - gateway.identifyCount);
	return {
		url: gateway.url,
		shards: gateway.rules.shards,
		session_start_limit: {
			total: 1000,
			...(gateway.faults.sessionLimit ?? { remaining, reset_after: 0 }),
			max_concurrency: gateway.rules.maxConcurrency,
		},
	};
}
