import { z } from 'zod';
import { parseBaseAddress } from './base-address.ts';
import type { Secret } from './secret.ts';

/** A radio system by the name that the stations file uses. Which there are is told by whoever reads the settings. */
export type BackendKind = string;

export const keyNames = ['admin', 'station'] as const;
export type KeyName = (typeof keyNames)[number];

/** What the stations file may say of the stations of one radio system. */
export interface DeclarationRules {
	readonly kind: BackendKind;
	/** As people know it: "AzuraCast". */
	readonly label: string;
	/** What `station` is there, and what it is read as. */
	readonly remote: z.ZodType<string>;
	/** What is wrong with an address that is one; undefined if nothing is. */
	readonly addressProblem?: (url: string) => string | undefined;
	/** Which keys it takes, and what every key looks like. */
	readonly keys: { takes: readonly KeyName[]; form: RegExp; problem: string };
	/** As they stand in a file, for what is wrong there: `1`, `"/live.mp3"`, `left out`. */
	readonly examples: { url: string; station: string };
}

/** A station as the stations file declares it, with its keys read. */
export interface DeclaredStation {
	/** Eight characters, the same at every start: it stands in the ids of buttons. */
	id: string;
	guildId: string;
	name: string;
	backend: BackendKind;
	/** The server's base, without a slash at the end. */
	url: string;
	/** Short name, number or mount at the server; '' for AutoPod, which has none. */
	station: string;
	keys: { [Name in KeyName]?: Secret };
	roles: z.output<typeof rolesSchema>;
	channels: z.output<typeof channelsSchema>;
}

/** A role, channel, user or Discord server: digits in a string, since a JSON number would lose the last of them. */
const discordIdSchema = z
	.string('is not a Discord id in quotes')
	.regex(/^\d{1,20}$/, 'is not a Discord id (digits only)');

export const stationNameSchema = z
	.string('is not a text')
	.trim()
	.min(1, 'is empty')
	.max(100, 'is longer than 100 characters');

const roleIds = z.array(discordIdSchema, 'is not a list of role ids').default([]);

/** Discord roles for each level that is handed out by role. */
export const rolesSchema = z.strictObject(
	{ dj: roleIds, manager: roleIds, admin: roleIds },
	'is not an object',
);

export const channelsSchema = z.strictObject(
	{
		nowPlaying: discordIdSchema.optional(),
		requests: discordIdSchema.optional(),
		alerts: discordIdSchema.optional(),
		audit: discordIdSchema.optional(),
		/** Where everybody may send songs to the station. */
		upload: discordIdSchema.optional(),
	},
	'is not an object',
);

const address = z.string('is not a text').transform((text, context) => {
	const base = parseBaseAddress(text);
	if (base === undefined)
		context.addIssue('is not an http or https address without user name, query and fragment');
	return base ?? '';
});

const keySchema = z.union(
	[z.string(), z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
	'is not a key, { "env": NAME } or { "file": PATH }',
);
export type DeclaredKey = z.output<typeof keySchema>;

const keysSchema = z.strictObject(
	{ admin: keySchema.optional(), station: keySchema.optional() },
	'is not an object',
);

/** A number, or a text of the given form: what {@link DeclarationRules.remote} mostly is. */
export function remoteName(form: RegExp, problem: string): z.ZodType<string> {
	return z.union([z.int().positive().transform(String), z.string().regex(form, problem)], problem);
}

/** A station in the file; of an unknown kind, everything but `station` can still be checked. */
export function stationSchema(kinds: readonly DeclarationRules[], rules: DeclarationRules | undefined) {
	const names = kinds.map(({ kind }) => kind);
	return z.strictObject(
		{
			guildId: discordIdSchema,
			name: stationNameSchema,
			backend: z.enum(names, `is not one of ${names.join(', ')}`),
			url: address.superRefine((url, context) => {
				// Empty: already reported.
				const problem = url === '' ? undefined : rules?.addressProblem?.(url);
				if (problem !== undefined) context.addIssue(problem);
			}),
			station: rules === undefined ? z.unknown().transform(() => '') : rules.remote,
			keys: keysSchema.default({}),
			roles: rolesSchema.prefault({}),
			channels: channelsSchema.default({}),
		},
		'is not an object',
	);
}
