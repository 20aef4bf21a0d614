import path from 'node:path';
import type { Logger } from 'pino';
import { type AlertRules, recipientsOf } from './alerts/alert-rules.ts';
import type { Clock } from './clock.ts';
import { mediaNewsCard } from './discord/media-news-card.ts';
import type { Writer } from './discord/writing.ts';
import { MediaKeeper } from './media/media-keeper.ts';
import type { MediaNews } from './media/media-state.ts';
import { MediaWatch } from './media/media-watch.ts';
import type { JobRunner } from './schedule/job.ts';
import type { Station } from './stations/station.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import type { Words } from './words/words.ts';

export interface MediaParts {
	dataDir: string;
	words: Words;
	localeOf: (guildId: string) => string;
	rules: AlertRules;
	writer: Writer;
	stations: StationDirectory;
	jobs: JobRunner;
	clock: Clock;
	log: Logger;
}

/** Builds what knows the music libraries, and tells of their changes in the channels that chose it. */
export function assembleMedia(parts: MediaParts): { media: MediaKeeper; mediaWatch: MediaWatch } {
	const { dataDir, stations, jobs, clock, log } = parts;
	const media = new MediaKeeper({
		folder: mediaFolder(dataDir),
		stations,
		clock,
		onNews: (station, news) => {
			tell(station, news, parts).catch((error: unknown) =>
				log.warn({ err: error, station: station.id }, 'A change of a music library was not told'),
			);
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

/** Rejects if the rules cannot be read; a channel that takes no messages is written into the log. */
async function tell(station: Station, news: MediaNews, parts: MediaParts): Promise<void> {
	const { rules, writer, words, localeOf, clock, log } = parts;
	const recipients = await recipientsOf(rules, [station], 'media', clock.now());
	const told = recipients.map(async ({ channel, role, quiet }) => {
		const called = quiet ? null : role;
		const card = mediaNewsCard(news, { station, role: called }, words, localeOf(station.guildId));
		const ping = called === null ? {} : { ping: { role: called } };
		const result = await writer.send(channel, card, {
			nonce: `media ${news.at}`,
			...ping,
			...(quiet ? { silent: true } : {}),
		});
		if (result.kind === 'sent') return;
		log.warn({ channelId: channel, why: result.kind }, 'A change of a music library was not told');
	});
	await Promise.all(told);
}

/** Where the files of the music libraries lie. */
export function mediaFolder(dataDir: string): string {
	return path.join(dataDir, 'media');
}
