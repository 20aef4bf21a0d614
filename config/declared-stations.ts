import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type KeySources, readKey } from './declared-keys.ts';
import { type Environment, errorCode } from './environment.ts';
import { Secret } from './secret.ts';
import type { SettingsProblem } from './settings-error.ts';
import { keyExample, type Report, reportIssue, stationExample } from './station-problems.ts';
import { type DeclarationRules, type DeclaredStation, keyNames, stationSchema } from './stations-file.ts';

const defaultPath = 'config/stations.json';
const kindSchema = z.object({ backend: z.string() });
const fileSchema = z.strictObject(
	{ stations: z.array(z.unknown(), 'is not a list') },
	'the file does not hold an object',
);
/** As many as fit into one select menu of Discord, which is how a person chooses between them. */
const mostPerGuild = 25;

/** What reading a station needs to know besides the station. */
interface Reading extends KeySources {
	kinds: readonly DeclarationRules[];
	report: Report;
}

/** The stations that the stations file declares, of these `kinds`; none without such a file. What goes wrong is added to `problems`. */
export function readDeclaredStations(
	environment: Environment,
	cwd: string,
	kinds: readonly DeclarationRules[],
	problems: SettingsProblem[],
): DeclaredStation[] {
	const path = environment.get('STATIONS_FILE') ?? defaultPath;
	const name = `STATIONS_FILE ${path}`;
	const reading: Reading = {
		environment,
		kinds,
		folder: dirname(resolve(cwd, path)),
		report: (where, problem, example) =>
			problems.push({ name, problem: where === '' ? problem : `${where} ${problem}`, example }),
	};
	const text = readText(resolve(cwd, path), environment.has('STATIONS_FILE'), reading);
	const document = text === undefined ? undefined : parseJson(text, reading);
	if (document === undefined) return [];
	const file = fileSchema.safeParse(document.value, { reportInput: true });
	for (const issue of file.error?.issues ?? []) reportIssue(issue, '', reading);
	const stations = (file.data?.stations ?? []).flatMap(
		(entry, index) => readStation(entry, `stations[${index}]`, reading) ?? [],
	);
	checkTogether(stations, reading);
	return stations.map(({ station }) => station);
}

function readText(path: string, required: boolean, { report }: Reading): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		const code = errorCode(error);
		if (required || code !== 'ENOENT')
			report('', `the file cannot be read (${code})`, `STATIONS_FILE=${defaultPath}`);
		return undefined;
	}
}

function parseJson(text: string, { report }: Reading): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		// The parser's own words quote the text around the mistake, and a key may stand there.
		const position = error instanceof Error ? /line \d+ column \d+/.exec(error.message)?.[0] : undefined;
		report('', `the file is not JSON${position === undefined ? '' : ` (${position})`}`, stationExample);
		return undefined;
	}
}

interface PlacedStation {
	where: string;
	station: DeclaredStation;
}

function readStation(entry: unknown, where: string, reading: Reading): PlacedStation | undefined {
	const kind = kindSchema.safeParse(entry).data?.backend;
	const rules = reading.kinds.find((one) => one.kind === kind);
	const parsed = stationSchema(reading.kinds, rules).safeParse(entry, { reportInput: true });
	for (const issue of parsed.error?.issues ?? []) reportIssue(issue, where, reading);
	if (!parsed.success || rules === undefined) return undefined;

	const { keys: declared, ...rest } = parsed.data;
	const keys: DeclaredStation['keys'] = {};
	for (const name of keyNames) {
		if (declared[name] === undefined) continue;
		const read = readKey(name, declared[name], rules, reading);
		if ('text' in read) keys[name] = new Secret(read.text);
		else reading.report(`${where}.keys.${name}`, read.problem, keyExample);
	}
	return { where, station: { id: stationId(rest), ...rest, keys } };
}

/** The same for the same station of the same Discord server, whatever else changes. */
function stationId(station: { guildId: string; backend: string; url: string; station: string }): string {
	const text = [station.guildId, station.backend, station.url, station.station].join('|');
	const hash = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
	return (hash % 36n ** 8n).toString(36).padStart(8, '0');
}

function checkTogether(stations: PlacedStation[], { report }: Reading): void {
	const firstById = new Map<string, string>();
	const countByGuild = new Map<string, number>();
	for (const { where, station } of stations) {
		const first = firstById.get(station.id);
		if (first === undefined) firstById.set(station.id, where);
		else report(where, `is the same station as ${first}`, 'one entry for each station of a Discord server');
		countByGuild.set(station.guildId, (countByGuild.get(station.guildId) ?? 0) + 1);
	}
	for (const [guildId, count] of countByGuild)
		if (count > mostPerGuild)
			report(
				'',
				`declares ${count} stations for Discord server ${guildId}`,
				`at most ${mostPerGuild} for each`,
			);
}
