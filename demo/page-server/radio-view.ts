import { z } from 'zod';
import type { SimulatedStation } from '../azuracast/simulated-station.ts';
import { type Radio, type RadioStation, radioSwitches } from '../page/wire.ts';
import { HttpProblem } from './http-problem.ts';
import type { PagePlayground } from './page-playground.ts';
import { type Route, route } from './route.ts';
import type { Troubles } from './troubles.ts';

const shownCalls = 30;
const shownSongs = 3;
const turn = z.strictObject({ turn: z.enum(radioSwitches), station: z.string().optional() });

/** What the radio side of the page shows, and the switches on it. */
export class RadioView {
	readonly #playground: PagePlayground;
	readonly #troubles: Troubles;
	/** Slugs of the radio systems beside AzuraCast that were taken down. */
	readonly #down = new Set<string>();

	constructor(playground: PagePlayground, troubles: Troubles) {
		this.#playground = playground;
		this.#troubles = troubles;
	}

	look(): Radio {
		const { clock, radio, others, stations } = this.#playground;
		const calls = [radio, ...others].flatMap(({ requests }) => requests.slice(-shownCalls));
		return {
			now: clock.now(),
			speed: clock.speed,
			troubles: this.#troubles.on,
			isUp: !this.#troubles.on.includes('server-down'),
			others: others.map(({ slug, label, address, keys }) => ({
				slug,
				label,
				address,
				keys: [...keys],
				isUp: !this.#down.has(slug),
			})),
			stations: stations.map((name) => describeStation(radio.station(name))),
			calls: calls
				.toReversed()
				.toSorted((a, b) => b.at - a.at)
				.slice(0, shownCalls)
				// Pictures are fetched by the page itself, not by the bot.
				.filter(({ path }) => !path.includes('/art/') && !path.startsWith('/static/'))
				.map(({ at, method, path, key, status }) => ({ at, method, path, key, status })),
		};
	}

	readonly turn: Route = route(turn, async (body) => {
		const { radio, stations } = this.#playground;
		if (body.turn === 'server-down' || body.turn === 'server-up') {
			await this.#turnServer(body.station ?? '', body.turn === 'server-up');
			return this.look();
		}
		const name = stations.find((station) => station === body.station);
		if (name === undefined) throw new HttpProblem(404, 'There is no such station.');
		turnStation(radio.station(name), body.turn);
		return this.look();
	});

	/** AzuraCast has no slug. */
	async #turnServer(slug: string, isUp: boolean): Promise<void> {
		if (slug === '') return this.#troubles.set('server-down', !isUp);
		const server = this.#playground.others.find((other) => other.slug === slug);
		if (server === undefined) throw new HttpProblem(404, 'There is no such server.');
		if (isUp) {
			await server.up();
			this.#down.delete(slug);
		} else if (!this.#down.has(slug)) {
			await server.down();
			this.#down.add(slug);
		}
	}
}

type StationSwitch = Exclude<z.output<typeof turn>['turn'], 'server-down' | 'server-up'>;

function turnStation(station: SimulatedStation, to: StationSwitch): void {
	switch (to) {
		case 'skip':
			return station.skip();
		case 'go-live':
			return station.goLive(station.streamers[0]?.displayName ?? 'A DJ', 'Ferro & Lys - Night Ferry');
		case 'end-live':
			return station.endLive();
		case 'requests-off':
		case 'requests-on':
			station.requestsEnabled = to === 'requests-on';
			return;
		case 'disable-station':
		case 'enable-station':
			station.isEnabled = to === 'enable-station';
			return;
		case 'stop-station':
		case 'start-station':
			station.backendRunning = to === 'start-station';
			return;
	}
}

function describeStation(station: SimulatedStation): RadioStation {
	const { nowPlaying: play } = station;
	return {
		shortName: station.shortName,
		name: station.name,
		isPublic: station.isPublic,
		isEnabled: station.isEnabled,
		isRunning: station.backendRunning,
		takesRequests: station.requestsEnabled,
		listeners: station.listeners,
		dj: station.live?.streamer ?? null,
		onAir:
			play === null
				? null
				: {
						title: play.song.title,
						artist: play.song.artist,
						isRequested: play.requested,
						startedAt: play.startedAt,
						durationMs: play.durationMs,
					},
		queue: station.queue
			.filter((row) => !row.hidden)
			.slice(0, shownSongs)
			.map(({ song, requested }) => ({ title: song.title, artist: song.artist, isRequested: requested })),
	};
}
