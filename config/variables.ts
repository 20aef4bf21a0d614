import { z } from 'zod';
import { parseBaseAddress } from './base-address.ts';
import { isNetworkRange, type PrivateNetworks } from './network-range.ts';

/** The kinds of store this build can open, as `DATABASE_URL` begins; `src/store/open-store.ts` has an opener for each. */
export const storeSchemes = ['sqlite', 'redis', 'rediss', 'postgresql', 'postgres'] as const;
export type StoreScheme = (typeof storeSchemes)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const port = z
	.string()
	.regex(/^\d{1,5}$/, 'is not a port')
	.transform(Number)
	.pipe(z.number().max(65_535, 'is not a port'));

const mostPlaygroundSongs = 500_000;

const playgroundSongs = z
	.string()
	.regex(/^\d{1,7}$/, 'is not a number of songs')
	.transform(Number)
	.pipe(
		z.number().min(10, 'is less than 10').max(mostPlaygroundSongs, `is more than ${mostPlaygroundSongs}`),
	);

const encryptionKey = z.string().regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'is not 32 bytes in base64');

const databaseUrl = z.string().superRefine((text, context) => {
	const scheme = storeSchemes.find((known) => text.startsWith(`${known}:`));
	if (scheme === undefined)
		context.addIssue('does not begin with "sqlite:", "redis:", "rediss:" or "postgresql:"');
	else if (scheme === 'sqlite') {
		if (/^sqlite:\/*$/.test(text)) context.addIssue('names no file');
	} else if (!URL.canParse(text))
		context.addIssue('is not an address (signs like @, / and # in a password are written as %40, %2F, %23)');
	else if (new URL(text).hostname === '' && !new URL(text).searchParams.has('host'))
		context.addIssue('names no host');
});

const privateNetworks = z.string().transform((text, context): PrivateNetworks => {
	if (/^(true|false)$/i.test(text)) return { all: text.toLowerCase() === 'true', cidrs: [] };
	const cidrs = text.split(',').map((range) => range.trim());
	for (const range of cidrs.filter((candidate) => !isNetworkRange(candidate)))
		context.addIssue(`holds ${JSON.stringify(range)}, which is not a network range, "true" or "false"`);
	return { all: false, cidrs };
});

/**
 * Every variable, with its rule. A rule's message follows the value (`"abc" is not a port`), for a secret the words "the
 * value". Defaults that depend on other settings are filled in by `settings.ts`.
 */
export const variables = z.object({
	DISCORD_TOKEN: z
		.string()
		.regex(/^[^\s"']+$/, 'holds spaces or quotes, which no bot token has (it is written without "Bot ")')
		.optional(),
	DISCORD_API_URL: z
		.string()
		.default('https://discord.com/api')
		.transform((text, context) => {
			const address = parseBaseAddress(text);
			if (address === undefined)
				context.addIssue('is not an http or https address without user name, query and fragment');
			return address ?? '';
		}),
	DATA_DIR: z.string().default('./data'),
	DATABASE_URL: databaseUrl.optional(),
	ENCRYPTION_KEY: encryptionKey.optional(),
	ENCRYPTION_KEY_PREVIOUS: encryptionKey.optional(),
	STATIONS_FILE: z.string().optional(),
	/** Read with `SHARDS`, see `shards.ts`. */
	SHARD_COUNT: z.string().optional(),
	SHARDS: z.string().optional(),
	ALLOW_PRIVATE_NETWORKS: privateNetworks.prefault('false'),
	HTTP_HOST: z
		.string()
		.regex(/^[A-Za-z0-9.:_-]+$/, 'is not a host name or IP address')
		.default('127.0.0.1'),
	HTTP_PORT: port.prefault('8080'),
	PLAYGROUND_PORT: port.prefault('4400'),
	PLAYGROUND_SONGS: playgroundSongs.prefault('120'),
	SERVER_SAMPLES: z
		.string()
		.regex(/^(true|false)$/i, 'is neither "true" nor "false"')
		.transform((text) => text.toLowerCase() === 'true')
		.prefault('true'),
	LOG_LEVEL: z.enum(logLevels, `is not one of ${logLevels.join(', ')}`).default('info'),
	NODE_ENV: z.string().optional(),
});

export type VariableName = keyof typeof variables.shape;

export const variableExamples: Record<VariableName, string> = {
	DISCORD_TOKEN: '<the token on the Bot page at https://discord.com/developers/applications>',
	DISCORD_API_URL: 'https://discord.com/api',
	DATA_DIR: './data',
	DATABASE_URL: 'sqlite:///var/lib/airdeck/airdeck.sqlite',
	ENCRYPTION_KEY: '<the line that openssl rand -base64 32 prints>',
	ENCRYPTION_KEY_PREVIOUS: '<the value that ENCRYPTION_KEY had before>',
	STATIONS_FILE: 'config/stations.json',
	SHARD_COUNT: '16',
	SHARDS: '0-3',
	ALLOW_PRIVATE_NETWORKS: '10.0.0.0/8,fd00::/8',
	HTTP_HOST: '127.0.0.1',
	HTTP_PORT: '8080',
	PLAYGROUND_PORT: '4400',
	PLAYGROUND_SONGS: '100000',
	SERVER_SAMPLES: 'true',
	LOG_LEVEL: 'info',
	NODE_ENV: 'production',
};

/** The variables that are never shown and that may come from a file named by `X_FILE`. */
export const secretNames = [
	'DISCORD_TOKEN',
	'DATABASE_URL',
	'ENCRYPTION_KEY',
	'ENCRYPTION_KEY_PREVIOUS',
] as const satisfies VariableName[];
