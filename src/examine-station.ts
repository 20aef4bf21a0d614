import type errors from '#locales/en-US/shared/errors.ts';
import { BackendError, problemKind } from './backends/backend-error.ts';
import { channelPurposes, checkChannel } from './checks/channel-rights.ts';
import { type CheckOptions, checkStation } from './checks/station-check.ts';
import type { CheckedKey, StationReport } from './checks/station-report.ts';
import { explain } from './discord/error-card.ts';
import type { Station } from './stations/station.ts';
import type { Translate } from './words/translate.ts';

/** One thing that was looked at. */
export interface Finding {
	well: boolean;
	what: string;
}

export interface ExamineOptions extends CheckOptions {
	/** What the bot may in a channel; undefined for one that it does not see. Left out if Discord cannot be asked. */
	rightsIn?: (guildId: string, channelId: string) => Promise<ReadonlySet<string> | undefined>;
	words: Translate<typeof errors>;
}

/** Everything about one station: what everybody may read, its keys and their rights, its channels. Reads alone. */
export async function* examineStation(station: Station, options: ExamineOptions): AsyncGenerator<Finding> {
	for (const { what, run } of publicReads(station, options)) {
		yield await tryRead(`${station.name}, ${what}`, run, station, options);
	}
	yield* examineKeys(station, options);
	yield* examineChannels(station, options);
}

function publicReads({ backend }: Station, { clock }: ExamineOptions) {
	const { onAir, requests, schedule } = backend;
	const now = clock.now();
	const reads: { what: string; run: () => Promise<unknown> }[] = [
		{ what: 'what is on the air', run: () => onAir.read() },
	];
	if (schedule) reads.push({ what: 'schedule', run: () => schedule.between(now, now + 86_400_000) });
	if (requests) reads.push({ what: 'songs to request', run: () => requests.search('', 1, 1) });
	return reads;
}

async function tryRead(
	what: string,
	run: () => Promise<unknown>,
	station: Station,
	{ words }: ExamineOptions,
): Promise<Finding> {
	try {
		await run();
		return { well: true, what: `${what}: answered` };
	} catch (error) {
		// Somebody decided that.
		if (problemKind(error) === 'feature-off') return { well: true, what: `${what}: switched off` };
		return { well: false, what: `${what}: ${inWords(error, station, words)}` };
	}
}

async function* examineKeys(station: Station, options: ExamineOptions): AsyncGenerator<Finding> {
	if (station.backend.keyCheck === undefined) {
		yield { well: true, what: `${station.name}, keys: ${station.backend.label} needs none` };
		return;
	}
	if (station.keys.size === 0) {
		yield { well: true, what: `${station.name}, keys: none are set; public commands work` };
		return;
	}
	const report = await checkStation(station, options);
	if (report.failure !== null) {
		yield { well: false, what: `${station.name}, keys: ${inWords(report.failure, station, options.words)}` };
		return;
	}
	for (const key of report.keys) yield* keyFindings(key, report, station, options);
	for (const { key, commands } of report.keysMissing) {
		yield { well: true, what: `${station.name}, ${key} key: not set; ${commandNames(commands)} need it` };
	}
}

function* keyFindings(
	key: CheckedKey,
	report: StationReport,
	station: Station,
	{ words }: ExamineOptions,
): Generator<Finding> {
	const name = `${station.name}, ${key.key} key …${key.tail}`;
	if (key.problem !== null) {
		const error = new BackendError('The key', station.backend.host, key.problem);
		yield { well: false, what: `${name}: ${inWords(error, station, words)}` };
		return;
	}
	const needed = key.rights.filter(({ commands }) => commands.length > 0);
	const unproven = needed.filter(({ state }) => state === 'unproven').map(({ right }) => right.label);
	const doubts = unproven.length === 0 ? '' : `; not proved: ${unproven.join(', ')}`;
	const missing = report.missing.filter((one) => one.key === key.key);
	if (missing.length === 0) {
		const user = key.owner?.name ?? '';
		yield { well: true, what: `${name}: belongs to ${user} and holds every right in use${doubts}` };
	}
	for (const { right, commands, fix } of missing) {
		const where = fix.role === null ? `a role of the user ${fix.user}` : `the role “${fix.role}”`;
		yield {
			well: false,
			what: `${name}: lacks ${right.label}, which ${commandNames(commands)} need; add it to ${where}`,
		};
	}
}

async function* examineChannels(
	{ name, guildId, channels }: Station,
	{ rightsIn }: ExamineOptions,
): AsyncGenerator<Finding> {
	if (rightsIn === undefined) return;
	for (const purpose of channelPurposes) {
		const id = channels[purpose];
		if (id === undefined) continue;
		const { gone, missing } = checkChannel(purpose, await rightsIn(guildId, id));
		const what = `${name}, channel ${id} (${purpose})`;
		if (gone) yield { well: false, what: `${what}: it is not there, or hidden from the bot` };
		else if (missing.length > 0) yield { well: false, what: `${what}: the bot lacks ${missing.join(', ')}` };
		else yield { well: true, what: `${what}: the bot has what it needs` };
	}
}

function commandNames(commands: readonly string[]): string {
	return commands.map((command) => `/${command}`).join(', ');
}

/** An error as its card would say it. */
function inWords(error: unknown, station: Station, words: Translate<typeof errors>): string {
	if (!(error instanceof BackendError)) return error instanceof Error ? error.message : String(error);
	const { why, help } = explain(error.problem, error, station, words);
	return [why, help]
		.filter((part) => part !== undefined)
		.join(' ')
		.replaceAll('**', '');
}
