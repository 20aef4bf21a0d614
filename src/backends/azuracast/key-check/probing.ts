import type { KeyName } from '#src/backends/backend-error.ts';
import { describe } from '#src/backends/read-document.ts';
import type { Right, RightReport } from '#src/backends/roles/key-check.ts';
import type { DirectClient } from '../direct-client.ts';
import { endpointsByName } from '../endpoints.ts';
import { type GlobalPermission, globalRight } from '../permissions.ts';
import { beforeDeletingWasApart, globalRights, type HeldRights, stationRights } from './held-rights.ts';
import { globalProbes, type RightProbe, stationProbes } from './right-probes.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Tries one right by its read. Throws a BackendError if the key or the station as a whole is no good. */
export async function tryRight(
	client: DirectClient,
	key: KeyName,
	right: Right,
	probe: RightProbe,
): Promise<RightReport> {
	const read = describe(endpointsByName[probe.endpoint]);
	return { right, ...(await verdict()), probe: read };

	async function verdict(): Promise<Verdict> {
		try {
			await probe.ask(client, key);
			return { state: 'granted' };
		} catch (error) {
			return verdictOf(error, right.scope);
		}
	}
}

/** The admin key's rights over the server, where it is known not to hold all of them. */
export async function tryGlobalRights(client: DirectClient, all: RightReport): Promise<RightReport[]> {
	const tries = new Map<string, Promise<RightReport>>([[all.right.id, Promise.resolve(all)]]);
	for (const right of globalRights) {
		const { needs, ...probe } = globalProbes[right.id];
		if (tries.has(right.id)) continue;
		const first = needs === undefined ? undefined : tries.get(needs);
		tries.set(right.id, first === undefined ? tryRight(client, 'admin', right, probe) : after(first));

		async function after(condition: Promise<RightReport>): Promise<RightReport> {
			const { state } = await condition;
			if (state === 'granted') return tryRight(client, 'admin', right, probe);
			return { right, state: 'unproven', unproven: state === 'missing' ? 'no-test' : 'no-answer' };
		}
	}
	return Promise.all(tries.values());
}

/**
 * What a station key holds of the two global rights that include every station; null if neither was seen. Whoever holds All
 * Permissions also administers the stations, so one read tells that a key holds neither.
 */
export async function tryBigRights(client: DirectClient): Promise<HeldRights | null> {
	const holds = async (id: GlobalPermission) =>
		(await tryRight(client, 'station', globalRight(id), globalProbes[id])).state === 'granted';
	if (!(await holds('administer stations'))) return null;
	const biggest = (await holds('administer all')) ? 'administer all' : 'administer stations';
	return { global: new Set([biggest]), station: new Set() };
}

/** The station key's rights over the station, one read each. */
export async function tryStationRights(client: DirectClient, version: string | null): Promise<RightReport[]> {
	const reports = await Promise.all(
		stationRights.map(async (right): Promise<RightReport> => {
			const probe = stationProbes[right.id];
			return probe === null
				? { right, state: 'unproven', unproven: 'no-test' }
				: tryRight(client, 'station', right, probe);
		}),
	);
	// Whoever lacks one of them does not hold all of them.
	const lacksOne = reports.some(({ state }) => state === 'missing');
	const told = reports.map(
		(report): RightReport =>
			report.right.id === 'administer all' && lacksOne ? { right: report.right, state: 'missing' } : report,
	);
	return beforeDeletingWasApart(told, version);
}

/** Marks what is held while the station has it switched off; also finds out whether the station is there at all. */
export async function markFeaturesOff(
	client: DirectClient,
	reports: readonly RightReport[],
	version: string | null,
): Promise<RightReport[]> {
	const marked = await Promise.all(
		reports.map(async (report): Promise<RightReport> => {
			const probe = report.right.scope === 'station' ? probeFor(report.right.id) : null;
			if (probe?.mayBeOff !== true) return report;
			const tried = await tryRight(client, 'station', report.right, probe);
			return tried.state === 'feature-off' && report.state === 'granted'
				? { ...report, state: 'feature-off' }
				: report;
		}),
	);
	return beforeDeletingWasApart(marked, version);
}

function probeFor(id: string): RightProbe | null {
	return new Map<string, RightProbe | null>(Object.entries(stationProbes)).get(id) ?? null;
}
