import { z } from 'zod';
import { globalPermissions, stationPermissions } from '../azuracast/permissions.ts';
import type { RadioKey, RadioKeys } from '../page/wire.ts';
import { HttpProblem } from './http-problem.ts';
import type { PagePlayground, PlaygroundKey } from './page-playground.ts';
import { type Route, route } from './route.ts';

const change = z.union([
	z.strictObject({ id: z.string(), turn: z.enum(['revoke', 'renew']) }),
	z.strictObject({
		id: z.string(),
		/** Null for a right on the whole server. */
		station: z.number().nullable(),
		permission: z.string(),
		isHeld: z.boolean(),
	}),
]);

/** The radio server's keys, as its administrator would handle them on its own pages. */
export class KeyBoard {
	readonly #playground: PagePlayground;
	readonly #keys: (RadioKey & { readonly given: PlaygroundKey })[];

	constructor(playground: PagePlayground) {
		this.#playground = playground;
		this.#keys = playground.keys.map((given) => ({
			given,
			id: given.id,
			user: given.user,
			key: given.key,
			isRevoked: false,
			global: [...(given.global ?? [])],
			stations: Object.entries(given.stations ?? {}).map(([id, rights]) => ({
				id: Number(id),
				rights: [...rights],
			})),
		}));
		for (const key of this.#keys) if (key.given.isRevoked === true) this.#revoke(key);
	}

	look(): RadioKeys {
		const { radio } = this.#playground;
		return {
			url: radio.url,
			keys: this.#keys.map(({ given: _given, ...key }) => key),
			stations: radio.stations.map(({ id, name }) => ({ id, name })),
			globalRights: globalPermissions.map(({ id, name }) => ({ id, name })),
			stationRights: stationPermissions('0.23.7').map(({ id, name }) => ({ id, name })),
		};
	}

	readonly change: Route = route(change, async (body) => {
		const key = this.#keyOf(body.id);
		if ('turn' in body) {
			if (body.turn === 'revoke' && !key.isRevoked) this.#revoke(key);
			if (body.turn === 'renew' && key.isRevoked) this.#renew(key);
		} else {
			this.#setRight(key, body);
			if (!key.isRevoked) this.#playground.radio.setRights(key.key, rightsOf(key));
		}
		return this.look();
	});

	/** This and the next three throw for an id that no key has. */
	isRevoked(id: string): boolean {
		return this.#keyOf(id).isRevoked;
	}

	revoke(id: string): void {
		const key = this.#keyOf(id);
		if (!key.isRevoked) this.#revoke(key);
	}

	/** The same key again, as if it had never been revoked. */
	restore(id: string): void {
		const key = this.#keyOf(id);
		if (!key.isRevoked) return;
		this.#playground.radio.restoreKey(key.key);
		this.#playground.radio.setRights(key.key, rightsOf(key));
		key.isRevoked = false;
	}

	/** Exactly these rights on one station. */
	giveRights(id: string, station: number, rights: readonly string[]): void {
		const key = this.#keyOf(id);
		key.stations = [
			...key.stations.filter((one) => one.id !== station),
			{ id: station, rights: [...rights] },
		];
		if (!key.isRevoked) this.#playground.radio.setRights(key.key, rightsOf(key));
	}

	#keyOf(id: string) {
		const key = this.#keys.find((one) => one.id === id);
		if (key === undefined) throw new HttpProblem(404, 'There is no such key.');
		return key;
	}

	#revoke(key: RadioKey): void {
		this.#playground.radio.revokeKey(key.key);
		key.isRevoked = true;
	}

	/** AzuraCast has no way back for a revoked key: its owner makes a new one. */
	#renew(key: RadioKey & { readonly given: PlaygroundKey }): void {
		const { user, roles } = key.given;
		key.key = this.#playground.radio.addKey({
			user,
			...(roles !== undefined && { roles }),
			...rightsOf(key),
		});
		key.isRevoked = false;
	}

	#setRight(
		key: RadioKey,
		{ station, permission, isHeld }: Extract<z.output<typeof change>, { isHeld: boolean }>,
	) {
		const { globalRights, stationRights, stations } = this.look();
		const known = station === null ? globalRights : stationRights;
		if (!known.some(({ id }) => id === permission)) throw new HttpProblem(404, 'There is no such right.');
		if (station === null) {
			key.global = changed(key.global, permission, isHeld);
			return;
		}
		if (!stations.some(({ id }) => id === station)) throw new HttpProblem(404, 'There is no such station.');
		const rights = changed(key.stations.find(({ id }) => id === station)?.rights ?? [], permission, isHeld);
		const others = key.stations.filter(({ id }) => id !== station);
		key.stations = rights.length === 0 ? others : [...others, { id: station, rights }];
	}
}

function changed(held: string[], permission: string, isHeld: boolean): string[] {
	const others = held.filter((one) => one !== permission);
	return isHeld ? [...others, permission] : others;
}

function rightsOf({ global, stations }: RadioKey) {
	return { global, stations: Object.fromEntries(stations.map(({ id, rights }) => [id, rights])) };
}
