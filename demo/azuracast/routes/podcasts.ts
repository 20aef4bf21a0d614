import { json } from '../answer.ts';
import { recordNotFound } from '../errors.ts';
import { managed, onAir, type StationVisit } from '../guards.ts';
import { paged } from '../paging.ts';
import type { Route } from '../router.ts';
import type { Podcast } from '../station-plan.ts';

export const podcastRoutes: readonly Route[] = [
	onAir('GET', '/station/{station}/public/podcasts', (visit) =>
		paged(
			visit,
			visit.station.podcasts.map((podcast) => podcastDocument(visit, podcast)),
		),
	),
	onAir('GET', '/station/{station}/public/podcast/{podcast}', (visit) =>
		json(podcastDocument(visit, requirePodcast(visit))),
	),
	onAir('GET', '/station/{station}/public/podcast/{podcast}/episodes', (visit) => {
		const podcast = requirePodcast(visit);
		return paged(
			visit,
			podcast.episodes.map((episode) => episodeDocument(visit, podcast, episode)),
		);
	}),
	managed('GET', '/station/{station}/podcasts/playlists', ['manage station podcasts'], ({ station }) =>
		json(station.playlists.map(({ id, name }) => ({ value: id, text: name, description: '' }))),
	),
];

function requirePodcast({ station, params }: StationVisit): Podcast {
	const podcast = station.podcasts.find(({ id }) => id === params['podcast']);
	if (podcast === undefined) throw recordNotFound();
	return podcast;
}

function podcastDocument({ world, station }: StationVisit, podcast: Podcast) {
	const self = `${world.baseUrl}/api/station/${station.shortName}/public/podcast/${podcast.id}`;
	return {
		id: podcast.id,
		storage_location_id: 4,
		source: 'manual',
		playlist_id: null,
		playlist_auto_publish: true,
		title: podcast.title,
		link: null,
		description: podcast.description,
		description_short: podcast.description,
		explicit: false,
		is_enabled: true,
		branding_config: {},
		language: 'en',
		language_name: 'English',
		author: podcast.author,
		email: '',
		has_custom_art: false,
		art: `${self}/art`,
		art_updated_at: 0,
		guid: podcast.id,
		is_published: true,
		episodes: podcast.episodes.length,
		categories: [{ category: 'Music', text: 'Music', title: 'Music', subtitle: null }],
		links: { self, episodes: `${self}/episodes`, public_feed: `${self}/feed` },
	};
}

function episodeDocument(
	{ world, station }: StationVisit,
	podcast: Podcast,
	episode: Podcast['episodes'][number],
) {
	const self = `${world.baseUrl}/api/station/${station.shortName}/public/podcast/${podcast.id}/episode/${episode.id}`;
	const minutes = Math.floor(episode.lengthSeconds / 60);
	const seconds = Math.floor(episode.lengthSeconds % 60);
	return {
		id: episode.id,
		title: episode.title,
		link: null,
		description: episode.description,
		description_short: episode.description,
		explicit: false,
		season_number: null,
		episode_number: null,
		created_at: episode.publishAt,
		publish_at: episode.publishAt,
		is_published: true,
		has_media: true,
		playlist_media_id: null,
		playlist_media: null,
		media: {
			id: episode.id,
			original_name: `${episode.id}.mp3`,
			length: episode.lengthSeconds,
			length_text: `${minutes}:${String(seconds).padStart(2, '0')}`,
			path: `${episode.id}.mp3`,
		},
		has_custom_art: false,
		art: `${self}/art`,
		art_updated_at: 0,
		links: { self, download: `${self}/download` },
	};
}
