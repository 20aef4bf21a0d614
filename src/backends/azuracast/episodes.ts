import { notOffered } from '#src/backends/offers.ts';
import { Remembered } from '#src/backends/remembered.ts';
import type { Episode, EpisodesRole } from '#src/backends/roles/episodes.ts';
import type { Clock } from '#src/clock.ts';
import type { Address } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { readAll } from './paging.ts';
import type { Podcast, PodcastEpisode } from './schemas/podcasts.ts';

/** Whoever has no key gets no more than this at once. */
const rowsPerRead = 25;
/** More would be a minute of reading for one list; the newest of each podcast are what people look for. */
const [mostPodcasts, mostOfEach] = [25, 200];
/** Turning pages and typing ask for the same list. */
const freshForMs = 60_000;

interface Found {
	episode: Episode;
	/** What a search looks in. */
	words: string;
}

/**
 * The podcasts of a station as everybody may read them. AzuraCast lists episodes by podcast and searches none, so that all of them are
 * read and put in order here. They are published on AzuraCast's own pages.
 */
export function createEpisodesRole(client: AzuraCastClient, address: Address, clock: Clock): EpisodesRole {
	const all = new Remembered(clock, freshForMs, () => readEpisodes(client, address));
	return {
		async page({ show, after, perPage }) {
			const found = (await all.get()).filter(({ episode }) => show === undefined || episode.showId === show);
			const from = after !== undefined && /^\d{1,6}$/.test(after) ? Number(after) : 0;
			const next = from + perPage;
			return {
				rows: found.slice(from, next).map(({ episode }) => episode),
				next: next < found.length ? String(next) : null,
				total: found.length,
			};
		},
		async find(id) {
			return (await all.get()).find(({ episode }) => episode.id === id)?.episode ?? null;
		},
		async search(text, most) {
			const wanted = folded(text);
			if (wanted === '') return [];
			const found = (await all.get()).filter(({ words }) => words.includes(wanted));
			return found.slice(0, most).map(({ episode }) => episode);
		},
		publish: notOffered(address.host, 'episodes.publish'),
		archive: notOffered(address.host, 'episodes.archive'),
	};
}

/** Newest first. */
async function readEpisodes(client: AzuraCastClient, address: Address): Promise<Found[]> {
	const podcasts: Podcast[] = [];
	for await (const row of readAll(rowsPerRead, (query) => client.call('publicPodcasts', {}, { query }))) {
		podcasts.push(row);
		if (podcasts.length === mostPodcasts) break;
	}
	const found: Found[] = [];
	// One after the other: it is no hurry, and gentle on a small server.
	for (const podcast of podcasts) {
		let count = 0;
		const read = readAll(rowsPerRead, (query) =>
			client.call('publicPodcastEpisodes', { podcast: podcast.id }, { query }),
		);
		for await (const row of read) {
			found.push(foundOf(row, podcast, address));
			count += 1;
			if (count === mostOfEach) break;
		}
	}
	return found.toSorted((a, b) => (b.episode.at ?? 0) - (a.episode.at ?? 0));
}

function foundOf(row: PodcastEpisode, podcast: Podcast, address: Address): Found {
	const { title, author } = podcast;
	const episode = {
		id: row.id,
		title: row.title,
		description: row.description,
		show: title,
		showId: podcast.id,
		at: row.publish_at ?? row.created_at,
		audioUrl: row.has_media ? address.art(row.links?.download ?? null) : null,
		bytes: null,
		length: row.media?.length ?? null,
		art: address.art(row.art ?? podcast.art),
	};
	return { episode, words: folded(`${row.title}\n${title}\n${author}`) };
}

function folded(text: string): string {
	return text.normalize('NFKC').trim().toLowerCase();
}
