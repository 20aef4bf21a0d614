import { resolve } from 'node:path';
import { readDeclaredStations } from './declared-stations.ts';
import { type Environment, readEnvironment } from './environment.ts';
import type { PrivateNetworks } from './network-range.ts';
import { Secret } from './secret.ts';
import { SettingsError, type SettingsProblem } from './settings-error.ts';
import { readShards, type Shards } from './shards.ts';
import type { DeclarationRules, DeclaredStation } from './stations-file.ts';
import { type LogLevel, secretNames, type VariableName, variableExamples, variables } from './variables.ts';

/** Everything an operator can set, checked and with the defaults filled in. */
export interface Settings {
	/** Without a token there is no Discord to connect to: the playground brings its own. */
	mode: 'playground' | 'bot';
	token: Secret | undefined;
	/** Without a slash at the end. */
	discordApiUrl: string;
	/** An absolute path. */
	dataDir: string;
	/** May hold a password. */
	databaseUrl: Secret;
	/** 32 bytes in base64; if undefined, the key in `dataDir` is used. */
	encryptionKey: Secret | undefined;
	previousEncryptionKey: Secret | undefined;
	stations: DeclaredStation[];
	/** Undefined: all, in this process, and as many as Discord recommends. */
	shards: Shards | undefined;
	allowPrivateNetworks: PrivateNetworks;
	/** Undefined: health and metrics are not served. */
	http: { host: string; port: number } | undefined;
	/** 0 takes any free port. */
	playgroundPort: number;
	/** In the library of the playground's first station; the others have fewer. */
	playgroundSongs: number;
	/** Whether radio servers are measured every five minutes, for the picture of `/server stats`. */
	serverSamples: boolean;
	logLevel: LogLevel;
	production: boolean;
}

/**
 * Reads the settings from `processEnv`, the `.env` file in `cwd` and the files they name.
 * @param kinds the radio systems that a declared station may be of
 * @throws {SettingsError} with every problem at once
 */
export function loadSettings(
	processEnv: Readonly<Record<string, string | undefined>>,
	cwd: string,
	kinds: readonly DeclarationRules[],
): Settings {
	const problems: SettingsProblem[] = [];
	const environment = readEnvironment(processEnv, cwd, problems);
	const stations = readDeclaredStations(environment, cwd, kinds, problems);
	const shards = readShards(environment, problems);
	const parsed = variables.safeParse(Object.fromEntries(environment));
	for (const issue of parsed.error?.issues ?? []) problems.push(toProblem(issue, environment));

	const production = environment.get('NODE_ENV') === 'production';
	if (production && !environment.has('DISCORD_TOKEN') && !environment.has('DISCORD_TOKEN_FILE'))
		problems.push({
			name: 'DISCORD_TOKEN',
			problem: 'is not set, and with NODE_ENV=production there is no playground to start instead',
			example: `DISCORD_TOKEN=${variableExamples.DISCORD_TOKEN}`,
		});
	if (!parsed.success || problems.length > 0) throw new SettingsError(problems);

	const { data } = parsed;
	const dataDir = resolve(cwd, data.DATA_DIR);
	return {
		mode: data.DISCORD_TOKEN === undefined ? 'playground' : 'bot',
		token: toSecret(data.DISCORD_TOKEN),
		discordApiUrl: data.DISCORD_API_URL,
		dataDir,
		databaseUrl: new Secret(data.DATABASE_URL ?? `sqlite://${dataDir}/airdeck.sqlite`),
		encryptionKey: toSecret(data.ENCRYPTION_KEY),
		previousEncryptionKey: toSecret(data.ENCRYPTION_KEY_PREVIOUS),
		stations,
		shards,
		allowPrivateNetworks: data.ALLOW_PRIVATE_NETWORKS,
		http: data.HTTP_PORT === 0 ? undefined : { host: data.HTTP_HOST, port: data.HTTP_PORT },
		playgroundPort: data.PLAYGROUND_PORT,
		playgroundSongs: data.PLAYGROUND_SONGS,
		serverSamples: data.SERVER_SAMPLES,
		logLevel: data.LOG_LEVEL,
		production,
	};
}

function toSecret(text: string | undefined): Secret | undefined {
	return text === undefined ? undefined : new Secret(text);
}

function toProblem(
	issue: { path: PropertyKey[]; message: string },
	environment: Environment,
): SettingsProblem {
	const name = String(issue.path[0]);
	const secret = secretNames.some((known) => known === name);
	// An address may hold a password although it must not.
	const hidden = secret || name === 'DISCORD_API_URL';
	const subject = hidden ? 'the value' : JSON.stringify(environment.get(name));
	const example = isVariable(name) ? variableExamples[name] : '';
	return { name, problem: `${subject} ${issue.message}`, example: `${name}=${example}` };
}

function isVariable(name: string): name is VariableName {
	return Object.hasOwn(variableExamples, name);
}
