import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import {
	type BackendDependencies,
	type FoundStation,
	type RadioSystem,
	StationsNotListed,
} from '#src/backends/radio-system.ts';
import { bareStream } from './bare-stream.ts';
import { type MountView, mountKey, silentMount } from './mount-view.ts';
import { SourceServer, type Telling } from './source-server.ts';
import { mountBelow, mountIn, readTyped } from './typed-address.ts';

const mostStations = 200;
/** What says nothing about other addresses of the server. */
const goesOn = new Set(['wrong-address', 'unexpected-answer', 'refused', 'not-found']);

/** Icecast and SHOUTcast while a station of them is being set up. */
export function createIcecastSystem(dependencies: BackendDependencies): RadioSystem {
	return {
		kind: 'icecast',
		label: 'Icecast',
		keyNames: [],
		details: ['timezone'],
		readAddress: readTyped,
		stationIn: mountIn,
		isKey: () => false,
		identify: (url) => identify(url, dependencies),
		owner: (url) =>
			Promise.reject(new BackendError('A key', new URL(url).host, { kind: 'not-offered', role: 'keyCheck' })),
		stations: (url, _keys, named) => findMounts(url, named, dependencies),
	};
}

/** Looks for a status page at the origin and on the way to the address, and then for a stream right there. */
async function identify(url: string, dependencies: BackendDependencies) {
	const { origin, host, pathname } = new URL(url);
	const path = pathname.replace(/\/+$/, '');
	const above = path.slice(0, Math.max(0, path.lastIndexOf('/')));
	const bases = [...new Set([origin, origin + above, origin + path])];
	let first: unknown;
	for (const base of bases) {
		try {
			const { view } = await new SourceServer(base, dependencies).list();
			return { url: base, host, version: view.version };
		} catch (error) {
			if (!goesOn.has(problemKind(error) ?? '')) throw error;
			first ??= error;
		}
	}
	if (path === '') throw first;
	// Throws what stands in the stream's place.
	const view = await bareStream.read(origin, pathname, dependencies);
	return { url: origin, host, version: view.version };
}

async function findMounts(
	url: string,
	named: string | undefined,
	dependencies: BackendDependencies,
): Promise<FoundStation[]> {
	const mount = mountBelow(url, named);
	const { dialect, view } = await listOrListen(url, mount, dependencies);
	const isMeant = (one: MountView) => mount !== undefined && mountKey(one.mount) === mountKey(mount);
	const listed = view.mounts.toSorted(
		(a, b) => Number(isMeant(b)) - Number(isMeant(a)) || a.mount.localeCompare(b.mount),
	);
	// A mount that has no source just now is not listed, and may all the same be somebody's station.
	const isMissing = mount !== undefined && dialect.kind === 'icecast' && !listed.some(isMeant);
	const found = [...(isMissing ? [silentMount(mount)] : []), ...listed].slice(0, mostStations);
	if (found.length === 0) throw new StationsNotListed(`${url}/live.mp3`);
	return found.map((one) => ({
		remoteId: isMeant(one) && mount !== undefined ? mount : one.mount,
		station: isMeant(one) && mount !== undefined ? mount : one.mount,
		name: nameOf(one, found),
		online: one.online,
		isPublic: true,
		shortName: '',
		keys: [],
	}));
}

async function listOrListen(
	url: string,
	mount: string | undefined,
	dependencies: BackendDependencies,
): Promise<Telling> {
	try {
		return await new SourceServer(url, dependencies).list();
	} catch (error) {
		if (!goesOn.has(problemKind(error) ?? '')) throw error;
		if (mount === undefined) throw new StationsNotListed(`${url}/live.mp3`);
		const at = dependencies.clock.now();
		return { dialect: bareStream, view: await bareStream.read(url, mount, dependencies), at };
	}
}

/** Several mounts of one station have one name, and are told apart by where they are. */
function nameOf({ name, mount }: MountView, all: readonly MountView[]): string {
	if (name === '') return mount.slice(0, 100);
	const isAlone = all.filter((other) => other.name === name).length === 1;
	return (isAlone ? name : `${name.slice(0, 60)} (${mount})`).slice(0, 100);
}
