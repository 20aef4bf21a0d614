import type { Clock } from '#src/clock.ts';
import type { SimulatedStation } from './simulated-station.ts';

const minute = 60_000;
/** Every hour from minute 10 to minute 22. */
const from = 10;
const until = 22;
const titles = [
	'Mara Quill - Salt on the Sill',
	'Night Bus Atlas - Glass Depot',
	'Two Words Between Friends',
];

/** Lets a DJ come on the air once an hour and send a title every few minutes. Returns what ends it. */
export function inviteGuestDj(station: SimulatedStation, streamer: string, clock: Clock): () => void {
	let sent = '';
	return clock.every(15_000, () => {
		const past = Math.floor(clock.now() / minute) % 60;
		if (past < from || past >= until) {
			if (station.live?.streamer === streamer) station.endLive();
			sent = '';
			return;
		}
		const title = titles[Math.floor((past - from) / 4) % titles.length] ?? '';
		if (title === sent) return;
		sent = title;
		station.goLive(streamer, title);
	});
}
