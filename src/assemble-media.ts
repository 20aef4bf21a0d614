import path from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '#config/settings.ts';
import type { AlertRules } from './alerts/alert-rules.ts';
import type { Clock } from './clock.ts';
import { MediaOutlet } from './discord/media-outlet.ts';
import type { Writer } from './discord/writing.ts';
import { MediaKeeper } from './media/media-keeper.ts';
import { MediaTelling } from './media/media-telling.ts';
import { MediaWatch } from './media/media-watch.ts';
import { OffPeakBook } from './off-peak-book.ts';
import type { Vault } from './open-vault.ts';
import type { JobRunner } from './schedule/job.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import type { Words } from './words/words.ts';

export interface MediaParts {
	settings: Pick<Settings, 'dataDir'>;
	vault: Pick<Vault, 'documents'>;
	words: Words;
	localeOf: (guildId: string) => string;
	rules: AlertRules;
	writer: Writer;
	stations: StationDirectory;
	jobs: JobRunner;
	clock: Clock;
	log: Logger;
}

export interface AssembledMedia {
	media: MediaKeeper;
	mediaWatch: MediaWatch;
	/** Closed after the keeper: then nothing new comes. */
	telling: MediaTelling;
	/** To be loaded before anything is read by schedule. */
	offPeak: OffPeakBook;
}

/** Builds what knows the music libraries, and tells of their changes in the channels that chose it. */
export function assembleMedia(parts: MediaParts): AssembledMedia {
	const { settings, stations, jobs, clock, log } = parts;
	const outlet = new MediaOutlet(parts);
	const notTold = (station: Station, error: unknown) =>
		log.warn({ err: error, station: station.id }, 'News of a music library was not told');
	const telling = new MediaTelling({
		stations,
		clock,
		tell: (station, news) => outlet.changed(station, news),
		onError: notTold,
	});
	const told = (station: Station, work: Promise<void>) =>
		void work.catch((error: unknown) => notTold(station, error));
	const offPeak = new OffPeakBook(parts.vault.documents);
	const media = new MediaKeeper({
		folder: mediaFolder(settings.dataDir),
		stations,
		clock,
		offPeak: (station) => offPeak.of(station),
		onNews: (station, news, span) => telling.news(station, news, span),
		onError: (station, error, what) => {
			const about = { err: error, station: station.id };
			if (what === 'read') log.warn(about, 'The file of a music library cannot be used; it is made anew');
			if (what === 'note')
				log.warn(about, 'How far a music library is read could not be noted for a restart');
			if (what !== 'write') return;
			log.error(about, 'A music library could not be written down; it is known in memory only');
			told(station, outlet.unwritten(station, error));
		},
		onWritten: (station) => told(station, outlet.written(station)),
	});
	media.onUpdate((place, update) => {
		if (update === 'gone') telling.drop(place);
	});
	const onError = (station: Station, error: unknown) =>
		log.warn({ err: error, station: station.id }, 'A music library was not read');
	const mediaWatch = new MediaWatch({ keeper: media, stations, jobs, clock, onError });
	return { media, mediaWatch, telling, offPeak };
}

/** Where the files of the music libraries lie. */
export function mediaFolder(dataDir: string): string {
	return path.join(dataDir, 'media');
}
