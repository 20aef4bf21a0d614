import { z } from 'zod';
import { stationPermissions } from '../azuracast/permissions.ts';
import type { SimulatedStation } from '../azuracast/simulated-station.ts';
import { type Trouble, troubles } from '../page/wire.ts';
import type { KeyBoard } from './key-board.ts';
import type { PagePlayground } from './page-playground.ts';
import { type Route, route } from './route.ts';

const change = z.strictObject({ trouble: z.enum(troubles), isOn: z.boolean() });

/** Below the ten seconds a read may take, above what anybody takes for quick. */
const slowMs = 2500;
/** The id of the key that the bot holds for that station. */
const stationKey = 'station';
/** All but what skipping and the queue need. */
const rightsButOne = stationPermissions('0.23.7')
	.map(({ id }) => id)
	.filter((id) => id !== 'administer all' && id !== 'manage station broadcasting');
/** Markup, mentions, a link in disguise, piled-up accents, letters that turn the line around, and more than fits. */
const hostileTitle = [
	'@everyone **free** [nitro](https://evil.example) <@100000000000000014> ||`x`||',
	'\u202Egnihtemos\u202C Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034Fa\u0334\u0319\u0324lgo </setup:1> <t:1:R>',
	'# ## -# > not a heading '.repeat(6),
].join(' ');

interface Switch {
	isOn: () => boolean;
	on: () => void | Promise<void>;
	off: () => void | Promise<void>;
}

/** What can be made to go wrong at the radio server and at its first station, each until it is taken back. */
export class Troubles {
	readonly #switches: Readonly<Record<Trouble, Switch>>;

	constructor({ radio, stations }: PagePlayground, keys: KeyBoard) {
		const station = radio.station(stations[0] ?? '');
		const { host, faults } = radio;
		this.#switches = {
			'server-down': flagged(radio.down, radio.up),
			slow: flagged(
				() => faults.add({ path: /^\/api\//, delayMs: slowMs }),
				() => faults.clear(),
			),
			'key-revoked': {
				isOn: () => keys.isRevoked(stationKey),
				on: () => keys.revoke(stationKey),
				off: () => keys.restore(stationKey),
			},
			'right-missing': flagged(
				() => keys.giveRights(stationKey, station.id, rightsButOne),
				() => keys.giveRights(stationKey, station.id, ['administer all']),
			),
			live: {
				isOn: () => station.live !== null,
				on: () => station.goLive(station.streamers[0]?.displayName ?? 'A DJ', 'Ferro & Lys - Night Ferry'),
				off: () => station.endLive(),
			},
			'dead-air': deadAir(station),
			hostile: {
				isOn: () => station.nowPlaying?.song.title === hostileTitle,
				on: () => station.playout.playNow(station.addSong({ title: hostileTitle, artist: 'x'.repeat(300) })),
				off: () => station.skip(),
			},
			'disk-full': {
				isOn: () => host.storageFull,
				on: () => {
					host.storageFull = true;
				},
				off: () => {
					host.storageFull = false;
				},
			},
		};
	}

	get on(): Trouble[] {
		return troubles.filter((trouble) => this.#switches[trouble].isOn());
	}

	readonly change: Route = route(change, async ({ trouble, isOn }) => {
		await this.set(trouble, isOn);
		return { troubles: this.on };
	});

	/** Nothing happens to what is so already. */
	async set(trouble: Trouble, isOn: boolean): Promise<void> {
		const found = this.#switches[trouble];
		if (found.isOn() !== isOn) await (isOn ? found.on() : found.off());
	}
}

/** For what cannot be seen by looking. */
function flagged(on: Switch['on'], off: Switch['off']): Switch {
	let isOn = false;
	const turn = async (to: boolean) => {
		isOn = to;
		await (to ? on() : off());
	};
	return { isOn: () => isOn, on: () => turn(true), off: () => turn(false) };
}

/** No playlist has anything to play and nothing is queued: the last song stays in view and nothing follows. */
function deadAir(station: SimulatedStation): Switch {
	let silenced: SimulatedStation['playlists'] = [];
	return {
		isOn: () => silenced.length > 0,
		on: () => {
			silenced = station.playlists.filter(({ isEnabled }) => isEnabled);
			for (const playlist of silenced) playlist.isEnabled = false;
			station.playout.clear();
			// What was already with the player would be on for its whole length.
			station.skip();
			station.skip();
		},
		off: () => {
			for (const playlist of silenced) playlist.isEnabled = true;
			silenced = [];
			station.skip();
		},
	};
}
