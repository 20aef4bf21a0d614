import type { Environment } from './environment.ts';
import type { SettingsProblem } from './settings-error.ts';

/** Which part of the bot's Discord servers a process serves. */
export interface Shards {
	/** Over all processes. */
	count: number;
	/** Those of this process, ascending. */
	own: readonly number[];
}

/** More than enough for every Discord server there is. */
const mostShards = 16_384;
const example = { SHARD_COUNT: 'SHARD_COUNT=16', SHARDS: 'SHARDS=0-3' };

/**
 * `SHARD_COUNT` and `SHARDS`. Undefined if neither is set: one process runs as many as Discord recommends. What is wrong is
 * added to `problems`, also what is missing for a bot that is split over several processes.
 */
export function readShards(environment: Environment, problems: SettingsProblem[]): Shards | undefined {
	const report = (name: keyof typeof example, problem: string) =>
		problems.push({ name, problem, example: example[name] });
	const countText = environment.get('SHARD_COUNT');
	const ownText = environment.get('SHARDS');
	const count = countText === undefined ? undefined : readCount(countText);
	if (countText !== undefined && count === undefined)
		report('SHARD_COUNT', `${JSON.stringify(countText)} is not a number of shards from 1 to ${mostShards}`);
	const own = ownText === undefined ? undefined : readList(ownText);
	if (ownText !== undefined && own === undefined)
		report('SHARDS', `${JSON.stringify(ownText)} is not a list of shards, such as 0 or 0-3 or 0,2`);
	if (own !== undefined && countText === undefined)
		report('SHARD_COUNT', 'is not set, and SHARDS says nothing without it: all processes need the same one');
	const tooHigh = own?.filter((shard) => count !== undefined && shard >= count) ?? [];
	if (tooHigh.length > 0)
		report('SHARDS', `there is no shard ${tooHigh.join(', ')}: with SHARD_COUNT=${count} they go from 0`);
	if (own !== undefined && own.length !== count) requireSharing(environment, problems);
	if (count === undefined) return undefined;
	return { count, own: own ?? Array.from({ length: count }, (_, shard) => shard) };
}

/** What processes that share the work would each make for themselves. */
function requireSharing(environment: Environment, problems: SettingsProblem[]): void {
	const needed = [
		['ENCRYPTION_KEY', 'ENCRYPTION_KEY=<the line that openssl rand -base64 32 prints>', 'key'],
		['DATABASE_URL', 'DATABASE_URL=postgresql://airdeck:<password>@db/airdeck', 'store'],
	] as const;
	for (const [name, right, what] of needed)
		if (!environment.has(name) && !environment.has(`${name}_FILE`))
			problems.push({
				name,
				problem: `is not set, and with SHARDS each process would have a ${what} of its own`,
				example: right,
			});
}

function readCount(text: string): number | undefined {
	const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
	return count >= 1 && count <= mostShards ? count : undefined;
}

/** `0`, `0-3`, `0,2` and mixtures; undefined for anything else. */
function readList(text: string): number[] | undefined {
	const shards = new Set<number>();
	for (const part of text.split(',')) {
		const [, from, to] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part) ?? [];
		if (from === undefined) return undefined;
		const [first, last] = [Number(from), Number(to ?? from)];
		if (last < first || last >= mostShards) return undefined;
		for (let shard = first; shard <= last; shard++) shards.add(shard);
	}
	return [...shards].toSorted((a, b) => a - b);
}
