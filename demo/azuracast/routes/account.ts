import { createHash } from 'node:crypto';
import { json } from '../answer.ts';
import { type AccountVisit, loggedIn } from '../guards.ts';
import { mayOnStation } from '../keys.ts';
import { paged, sought } from '../paging.ts';
import type { Route } from '../router.ts';
import { hasNowPlaying, nowPlayingDocument } from './now-playing.ts';

export const accountRoutes: readonly Route[] = [
	loggedIn('GET', '/frontend/account/me', ({ account }) =>
		json({
			email: emailOf(account.user),
			name: nameOf(account.user),
			locale: null,
			show_24_hour_time: null,
			id: account.id,
			// Role names only: no key can read its own rights.
			roles: account.roles.map(({ id, name }) => ({ id, name })),
			avatar: avatarOf(emailOf(account.user)),
		}),
	),
	loggedIn('GET', '/frontend/account/api-keys', (visit) => {
		const { keyId, user } = visit.account;
		const self = `${visit.world.baseUrl}/api/frontend/account/api-key/${keyId}`;
		return paged(visit, [{ comment: `${user} key`, id: keyId, links: { self } }]);
	}),
	loggedIn('GET', '/frontend/dashboard/stations', (visit) => paged(visit, dashboardStations(visit))),
];

export function emailOf(user: string): string {
	return `${user}@azuracast.test`;
}

export function nameOf(user: string): string {
	return user.slice(0, 1).toUpperCase() + user.slice(1);
}

function avatarOf(email: string) {
	const hash = createHash('md5').update(email).digest('hex');
	const fallback = encodeURIComponent('https://www.azuracast.com/img/avatar.png');
	const url = (size: number) => `https://seccdn.libravatar.org/avatar/${hash}?d=${fallback}&amp;size=${size}`;
	return {
		url_32: url(32),
		url_64: url(64),
		url_128: url(128),
		service_name: 'Libravatar',
		service_url: 'https://libravatar.org',
	};
}

/** The enabled stations the key may see, private ones too. */
function dashboardStations(visit: AccountVisit) {
	const { world, account } = visit;
	const seen = world.stations.filter(
		(station) => station.isEnabled && mayOnStation(account, station.id, 'view station management'),
	);
	const found = sought(visit, seen, {
		phrase: ({ name }) => [name],
		sort: { name: ({ name }) => name, listeners: ({ listeners }) => listeners },
	});
	return found
		.filter((station) => hasNowPlaying(world, station))
		.map((station) => ({
			...nowPlayingDocument(world, station),
			links: {
				public: `/public/${station.shortName}`,
				manage: `/station/${station.id}`,
				...(mayOnStation(account, station.id, 'view station reports')
					? { listeners: `/station/${station.id}/reports/listeners` }
					: {}),
			},
		}));
}
