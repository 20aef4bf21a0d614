import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import { lookOf } from './on-air-look.ts';
import { type CardWords, facts } from './song-lines.ts';
import { clean, plain, safe } from './text.ts';
import type { LinePlace } from './writing.ts';

/** As many UTF-16 units as Discord takes. */
const most = { topic: 1_024, 'voice-status': 500 } as const;
/** How many signs a part may have; fewer where they are long ones. */
const partLengths = [80, 40, 20] as const;

/** What is on, in one line without a moment in it, so that it changes with the song alone. Discord reads Markdown in topics. */
export function onAirLine(
	reading: Reading,
	station: Station,
	{ place, t, now }: { place: LinePlace; t: CardWords; now: number },
): string {
	const { state } = reading;
	const look = lookOf(reading, now);
	const isOn = look === 'on_air' || look === 'request' || look === 'live';
	const draw = (length: number) => {
		const part = (text: string) => (place === 'topic' ? safe(text, length) : plain(text, length));
		const heading = t(`state.${look}`, { station: part(station.name) });
		if (!isOn) return heading;
		const song = state.now?.song;
		const title = part(song?.title ?? '') || part(song?.text ?? '');
		const artist = clean(song?.title ?? '') === '' ? '' : part(song?.artist ?? '');
		const streamer = look === 'live' ? part(state.live?.streamer ?? '') : '';
		return facts(heading, streamer, artist === '' ? title : `${artist} – ${title}`);
	};
	const lines = partLengths.map((length) => draw(length));
	return lines.find((line) => line.length <= most[place]) ?? t(`state.${look}`, { station: '' });
}
