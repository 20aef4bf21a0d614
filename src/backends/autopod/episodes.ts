import { problemKind } from '#src/backends/backend-error.ts';
import type { Episode, EpisodesRole } from '#src/backends/roles/episodes.ts';
import { webAddress } from './address.ts';
import type { AutoPodClient } from './client.ts';
import type { WireEpisode } from './schemas/episodes.ts';

/** More of a text is not looked at. */
const longestSearch = 200;
const mostRows = 100;

export function createEpisodesRole(client: AutoPodClient): EpisodesRole {
	return {
		async page({ show, after, perPage }) {
			const query = { limit: Math.min(perPage, mostRows), cursor: after, show_id: show };
			const { episodes, total, next_cursor: next } = await client.call('episodes', {}, { query });
			return { rows: episodes.map((episode) => episodeOf(episode)), next, total };
		},
		async find(id) {
			try {
				return episodeOf(await client.call('episode', { episode: id }));
			} catch (error) {
				if (problemKind(error) === 'not-found') return null;
				throw error;
			}
		},
		async search(text, most) {
			// Half of a letter that takes two places would be another text.
			const q = text
				.trim()
				.slice(0, longestSearch)
				.replace(/[\uD800-\uDBFF]$/, '');
			const { results } = await client.call('search', {}, { query: { q, limit: Math.min(most, mostRows) } });
			return results.slice(0, most).map((episode) => episodeOf(episode));
		},
		async publish({ title, showId, description, audioUrl }, attempt) {
			const body = {
				title,
				audio_url: audioUrl,
				...(showId === null ? {} : { show_id: Number(showId) }),
				...(description === '' ? {} : { description }),
			};
			return episodeOf(await client.call('publishEpisode', {}, { body, attempt }));
		},
		async archive(id) {
			await client.call('archiveEpisode', { episode: id });
		},
	};
}

function episodeOf(episode: WireEpisode): Episode {
	return {
		id: episode.id,
		title: episode.title,
		description: episode.description,
		show: episode.show,
		showId: episode.show_id,
		at: episode.datetime,
		audioUrl: webAddress(episode.audio_url),
		bytes: episode.audio_length,
		length: null,
		art: webAddress(episode.image),
	};
}
