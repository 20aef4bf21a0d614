import { z } from 'zod';
import { parseBaseAddress } from './base-address.ts';
import type { Secret } from './secret.ts';

export const backendKinds = ['azuracast', 'streaming-center', 'autopod', 'icecast'] as const;
export type BackendKind = (typeof backendKinds)[number];

export const keyNames = ['admin', 'station'] as const;
export type KeyName = (typeof keyNames)[number];

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
// Empty: already reported.
const apiAddress = address.refine((url) => url === '' || url.endsWith('/v1'), 'does not end in /v1');

const keySchema = z.union(
	[z.string(), z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
	'is not a key, { "env": NAME } or { "file": PATH }',
);
export type DeclaredKey = z.output<typeof keySchema>;

const keysSchema = z.strictObject(
	{ admin: keySchema.optional(), station: keySchema.optional() },
	'is not an object',
);

/** A number, or a text of the given form. */
function remoteName(form: RegExp, problem: string) {
	return z.union([z.int().positive().transform(String), z.string().regex(form, problem)], problem);
}

/** What `station` is for each radio system. */
const remoteNames = {
	azuracast: remoteName(/^[\w.-]{1,100}$/, "is not the station's short name or number"),
	'streaming-center': remoteName(/^\d{1,9}$/, 'is not a server number'),
	autopod: z
		.never('is not used by AutoPod: leave it out')
		.optional()
		.transform(() => ''),
	icecast: z.string('is not a mount').regex(/^\/[^\s?#]{0,200}$/, 'is not a mount, which begins with "/"'),
} satisfies Record<BackendKind, z.ZodType<string>>;

/** A station in the file; of an unknown kind, everything but `station` can still be checked. */
export function stationSchema(kind: BackendKind | undefined) {
	return z.strictObject(
		{
			guildId: discordIdSchema,
			name: stationNameSchema,
			backend: z.enum(backendKinds, `is not one of ${backendKinds.join(', ')}`),
			url: kind === 'autopod' ? apiAddress : address,
			station: kind === undefined ? z.unknown().transform(() => '') : remoteNames[kind],
			keys: keysSchema.default({}),
			roles: rolesSchema.prefault({}),
			channels: channelsSchema.default({}),
		},
		'is not an object',
	);
}
