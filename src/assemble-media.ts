import path from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Announcer } from './discord/announcer.ts';
import { mediaNewsCard } from './discord/media-news-card.ts';
import { MediaKeeper } from './media/media-keeper.ts';
import { MediaWatch } from './media/media-watch.ts';
import type { JobRunner } from './schedule/job.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import type { Words } from './words/words.ts';

export interface MediaParts {
	dataDir: string;
	words: Words;
	localeOf: (guildId: string) => string;
	announcer: Announcer;
	stations: StationDirectory;
	jobs: JobRunner;
	clock: Clock;
	log: Logger;
}

/** Builds what knows the music libraries, and tells of their changes in the stations' alerts channels. */
export function assembleMedia(parts: MediaParts): { media: MediaKeeper; mediaWatch: MediaWatch } {
	const { dataDir, words, localeOf, announcer, stations, jobs, clock, log } = parts;
	const media = new MediaKeeper({
		folder: mediaFolder(dataDir),
		stations,
		clock,
		onNews: (station, news) => {
			const { alerts } = station.channels;
			if (alerts === undefined) return;
			const card = mediaNewsCard(news, station, words, localeOf(station.guildId));
			void announcer.say(alerts, card, `media ${news.at}`);
		},
		onError: (station, error, what) => {
			const about = { err: error, station: station.id };
			if (what === 'read') log.warn(about, 'The file of a music library cannot be used; it is made anew');
			else log.error(about, 'A music library could not be written down; it is known in memory only');
		},
	});
	const onError = (station: Station, error: unknown) =>
		log.warn({ err: error, station: station.id }, 'A music library was not read');
	return { media, mediaWatch: new MediaWatch({ keeper: media, stations, jobs, clock, onError }) };
}

/** Where the files of the music libraries lie. */
export function mediaFolder(dataDir: string): string {
	return path.join(dataDir, 'media');
}
