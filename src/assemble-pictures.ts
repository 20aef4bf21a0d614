import type { Logger } from 'pino';
import type { Settings } from '#config/settings.ts';
import { coverFile } from './backends/cover-file.ts';
import type { BackendDependencies } from './backends/radio-system.ts';
import type { Clock } from './clock.ts';
import { artPolicy } from './discord/art-policy.ts';
import type { Services } from './discord/services.ts';
import { Pictures } from './pictures/pictures.ts';
import { CoverColours } from './stations/cover-colours.ts';
import type { StationDirectory } from './stations/station-directory.ts';

export interface PictureParts {
	settings: Pick<Settings, 'discordApiUrl'>;
	stations: StationDirectory;
	/** Ways to the addresses that the operator declared, and to all the others. */
	declared: Pick<BackendDependencies, 'connections'>;
	guarded: Pick<BackendDependencies, 'connections'>;
	clock: Clock;
	log: Logger;
}

/** Pictures that the bot draws, covers that it shows, and the colours that it takes from them. */
export function assemblePictures(
	parts: PictureParts,
): Pick<Services, 'pictures' | 'canShow' | 'coverColours'> {
	const { settings, stations, declared, guarded, clock, log } = parts;
	const pictures = new Pictures(clock, {
		onError: (error) => log.warn({ err: error }, 'A picture was not drawn'),
	});
	const canShow = artPolicy(settings.discordApiUrl);
	const coverColours = new CoverColours({
		read: ({ source, url }, art, signal) => {
			// What the operator declared may lie in their own network; a cover that lies elsewhere may not.
			const own = source === 'declared' && URL.parse(url)?.origin === URL.parse(art)?.origin;
			return coverFile((own ? declared : guarded).connections, art, signal);
		},
		colourOf: (cover) => pictures.colourOf(cover),
		canShow,
		stations: () => stations.all().length,
		clock,
		onError: (station, error) => log.debug({ err: error, station: station.id }, 'A cover was not looked at'),
	});
	return { pictures, canShow, coverColours };
}
