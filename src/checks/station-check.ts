import { BackendError, type BackendProblem, type KeyName } from '#src/backends/backend-error.ts';
import type { KeyCheck, KeyReport, RightReport } from '#src/backends/roles/key-check.ts';
import type { Clock } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import { endingKeys } from './ending-keys.ts';
import { leastPrivilege } from './least-privilege.ts';
import { type CommandRight, type CommandUses, neededRights, rightName } from './needed-rights.ts';
import type { ProvenRights } from './proven-rights.ts';
import type { CheckedKey, CheckedRight, Fix, StationReport } from './station-report.ts';

export type { StationReport } from './station-report.ts';

export interface CheckOptions {
	commands: ReadonlyMap<string, CommandUses>;
	clock: Clock;
	/** What was found out about rights otherwise. */
	proofs?: Pick<ProvenRights, 'complete'>;
}

type Needs = ReadonlyMap<string, readonly CommandRight[]>;

/**
 * Checks the keys of one station, and what each missing right stops; of a radio system without keys, whether it answers. A server
 * that does not stands in the report.
 */
export async function checkStation(
	station: Station,
	{ commands, clock, proofs }: CheckOptions,
): Promise<StationReport> {
	const role = station.backend.keyCheck;
	if (role === undefined) return checkAnswer(station, { commands, clock });
	const needs = neededRights(station.backend, (use) => role.rightsFor(use), commands);
	let check: KeyCheck;
	try {
		check = await role.check();
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		return { ...unanswered(station, clock, needs), failure: error };
	}
	const complete = (await proofs?.complete(station)) ?? ((_key: KeyName, right: RightReport) => right);
	const keys = check.keys.map((report) => {
		const rights = report.rights.map((right) => complete(report.key, right));
		return checkedKey({ ...report, rights }, station, needs);
	});
	const keysMissing = (['station', 'admin'] as const)
		.filter((key) => !check.keys.some((report) => report.key === key))
		.map((key) => ({ key, commands: namesWhere(needs, (needed) => needed.key === key && !needed.partly) }))
		.filter((missing) => missing.commands.length > 0);
	const missing = keys
		.flatMap(({ key, rights }) => rights.map((right) => ({ ...right, key })))
		.flatMap((right) => (right.fix === null ? [] : [{ ...right, fix: right.fix }]))
		.toSorted((a, b) => b.commands.length - a.commands.length);
	const stopped = new Set(missing.map(({ key, right }) => rightName(key, right)));
	const noUse = new Set<KeyName>([
		...keysMissing.map(({ key }) => key),
		...keys.filter(({ problem }) => isFinal(problem)).map(({ key }) => key),
	]);
	return {
		...unanswered(station, clock, needs),
		version: check.version,
		answeredInMs: check.answeredInMs,
		reads: check.reads,
		keys,
		keysMissing,
		missing,
		blocked: namesWhere(
			needs,
			({ key, right, partly }) => !partly && (noUse.has(key) || stopped.has(rightName(key, right))),
		),
		warnings: [...leastPrivilege(keys), ...endingKeys(keys, clock.now())],
	};
}

/** All that there is to check without keys. */
async function checkAnswer(station: Station, { commands, clock }: CheckOptions): Promise<StationReport> {
	const needs = neededRights(station.backend, () => [], commands);
	const startedAt = performance.now();
	try {
		await station.backend.onAir.read({ past: 'caches' });
		const answeredInMs = performance.now() - startedAt;
		return { ...unanswered(station, clock, needs), answeredInMs, reads: 1 };
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		return { ...unanswered(station, clock, needs), failure: error, reads: 1 };
	}
}

/** The key is not accepted, or what it is for is gone: not a trouble that passes. */
function isFinal(problem: BackendProblem | null): boolean {
	return problem?.kind === 'key-rejected' || problem?.kind === 'not-found';
}

function unanswered(station: Station, clock: Clock, needs: Needs): StationReport {
	return {
		stationId: station.id,
		name: station.name,
		host: station.backend.host,
		label: station.backend.label,
		takesKeys: station.backend.keyCheck !== undefined,
		at: clock.now(),
		failure: null,
		version: null,
		answeredInMs: null,
		reads: 0,
		keys: [],
		keysMissing: [],
		missing: [],
		commands: [...needs.keys()],
		blocked: [],
		warnings: [],
	};
}

function checkedKey(report: KeyReport, { name }: Station, needs: Needs): CheckedKey {
	const { key, owner } = report;
	const roles = owner?.roles ?? [];
	const fixFor = (right: RightReport['right']): Fix => ({
		right,
		role: roles.length === 1 ? (roles[0] ?? null) : null,
		user: owner?.name ?? '',
		station: name,
	});
	const rights = report.rights.map((one): CheckedRight => {
		const itself = rightName(key, one.right);
		const commands = namesWhere(needs, (needed) => rightName(needed.key, needed.right) === itself);
		return {
			...one,
			state: commands.length === 0 ? 'not-needed' : one.state,
			found: one.state,
			commands,
			stops: namesWhere(needs, (needed) => !needed.partly && rightName(needed.key, needed.right) === itself),
			fix: commands.length > 0 && one.state === 'missing' ? fixFor(one.right) : null,
		};
	});
	return { ...report, rights };
}

function namesWhere(needs: Needs, matches: (needed: CommandRight) => boolean): string[] {
	return [...needs].filter(([, rights]) => rights.some(matches)).map(([name]) => name);
}
