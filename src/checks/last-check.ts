import { z } from 'zod';
import { type KeyName, keyNames } from '#config/stations-file.ts';
import type { Right } from '#src/backends/roles/key-check.ts';
import { endOfKey, reminderStage } from './ending-keys.ts';
import { rightName } from './needed-rights.ts';
import type { CheckedKey, StationReport } from './station-report.ts';

const keyStanding = z.object({
	/** Another key in its place begins anew. */
	tail: z.string(),
	works: z.boolean(),
	/** Rights that were seen held or missing at last, by name. */
	rights: z.record(z.string(), z.boolean()),
	/** The end of the key as it was set, and how many reminders of it were told. */
	ending: z.object({ at: z.number(), told: z.number() }).optional(),
});

/** What the last checks of a station showed, as far as they showed anything: for the store. */
export const lastCheckSchema = z.object({
	at: z.number(),
	keys: z.partialRecord(z.enum(keyNames), keyStanding),
});
export type LastCheck = z.output<typeof lastCheckSchema>;
type KeyStanding = z.output<typeof keyStanding>;

/** What became different between two checks. */
export type CheckChange =
	| { kind: 'key-rejected' | 'key-works-again'; key: KeyName; tail: string; commands: readonly string[] }
	/** The bot's own trouble: it cannot open the key that it keeps. */
	| { kind: 'key-lost' | 'key-entered'; key: KeyName; tail: string; commands: readonly string[] }
	/** Told beforehand, and once when it is over. `at`: the moment after its last day. */
	| { kind: 'key-ends'; key: KeyName; tail: string; commands: readonly string[]; at: number; isOver: boolean }
	| {
			kind: 'right-lost' | 'right-back';
			key: KeyName;
			tail: string;
			right: Right;
			commands: readonly string[];
	  };

/**
 * Takes a report into what is known. What the report could not prove stays as it was known, and is no change; nor are rights
 * that no command needs, or what a key shows the first time that it is seen.
 */
export function learn(
	before: LastCheck | undefined,
	report: StationReport,
): { now: LastCheck; changes: CheckChange[] } {
	const now: LastCheck = { at: report.at, keys: { ...before?.keys } };
	if (report.failure !== null) return { now, changes: [] };
	for (const name of keyNames) {
		if (!report.keys.some(({ key }) => key === name)) delete now.keys[name];
	}
	const changes: CheckChange[] = [];
	for (const key of report.keys) {
		const known = before?.keys[key.key];
		const old = known?.tail === key.tail ? known : undefined;
		const standing = standingOf(key, old);
		if (standing === undefined) continue;
		if (old !== undefined) changes.push(...changesOf(key, old, standing));
		const ending = endingOf(key, old, report.at);
		now.keys[key.key] = ending === undefined ? standing : { ...standing, ending: ending.known };
		changes.push(...(ending?.changes ?? []));
	}
	return { now, changes };
}

/** What is to be told of a key's end that was not told yet; another date begins anew. Undefined where none was set. */
function endingOf(key: CheckedKey, old: KeyStanding | undefined, now: number) {
	const at = endOfKey(key);
	if (at === undefined) return undefined;
	const stage = reminderStage(at, now);
	const told = old?.ending?.at === at ? old.ending.told : 0;
	const change = {
		kind: 'key-ends',
		key: key.key,
		tail: key.tail,
		commands: [...new Set(key.rights.flatMap(({ commands }) => commands))],
		at,
		isOver: stage === 3,
	} as const;
	const changes: CheckChange[] = stage > told ? [change] : [];
	return { known: { at, told: Math.max(stage, told) }, changes };
}

/** Undefined while nothing is known about the key. */
function standingOf(key: CheckedKey, old: KeyStanding | undefined): KeyStanding | undefined {
	const rights = { ...old?.rights };
	if (key.problem !== null) {
		// Any other problem is one of the server or the station.
		return key.problem.kind === 'key-rejected' ? { tail: key.tail, works: false, rights } : old;
	}
	for (const { right, found } of key.rights) {
		if (found !== 'unproven') rights[rightName(key.key, right)] = found !== 'missing';
	}
	return { tail: key.tail, works: true, rights };
}

function changesOf(key: CheckedKey, old: KeyStanding, now: KeyStanding): CheckChange[] {
	const about = { key: key.key, tail: key.tail };
	if (old.works && !now.works) return [{ kind: 'key-rejected', ...about, commands: [] }];
	const commands = [...new Set(key.rights.flatMap((right) => right.commands))];
	const again: CheckChange[] =
		!old.works && now.works ? [{ kind: 'key-works-again', ...about, commands }] : [];
	const rights = key.rights.flatMap(({ right, commands: stopped }): CheckChange[] => {
		const name = rightName(key.key, right);
		const [had, has] = [old.rights[name], now.rights[name]];
		if (stopped.length === 0 || had === undefined || has === undefined || had === has) return [];
		return [{ kind: has ? 'right-back' : 'right-lost', ...about, right, commands: stopped }];
	});
	return [...again, ...rights];
}
