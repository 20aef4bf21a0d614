import { z } from 'zod';
import { channelsSchema, rolesSchema, stationNameSchema } from '#config/stations-file.ts';
import { alertRuleSchema } from '#src/alerts/alert-rules.ts';
import { offPeakSchema } from '#src/media/off-peak.ts';
import { postSchema } from '#src/posts/post.ts';

/**
 * A station that was set up in Discord. Like a declared one, but its keys are sealed (`sealing.ts`), so that nobody who reads
 * the database can use them.
 */
const storedStationSchema = z.strictObject({
	/** Random, and never used again: it stands in the ids of buttons and in the place a key is sealed for. */
	id: z.string().regex(/^[0-9a-z]{8}$/),
	name: stationNameSchema,
	/** A radio system; one that this build does not know is kept, and said in the log. */
	backend: z.string().min(1),
	url: z.url({ protocol: /^https?$/ }),
	/** Short name, number or mount at the server; '' for AutoPod, which has none. */
	station: z.string(),
	/** The name by which the server knew it when it was set up: tells the same number at another server apart. */
	shortName: z.string().default(''),
	keys: z.strictObject({ admin: z.string().optional(), station: z.string().optional() }),
	roles: rolesSchema,
	channels: channelsSchema,
});
export type StoredStation = z.output<typeof storedStationSchema>;

const dateSchema = z.iso.date();

const detailsSchema = z.strictObject({
	experimental: z.boolean().optional(),
	timezone: z.string().optional(),
	keyExpires: z.strictObject({ admin: dateSchema.optional(), station: dateSchema.optional() }).optional(),
});

/** Strict on purpose: a field this build does not know is an error, since dropping it at the next write would lose it. */
const currentSchema = z.strictObject({
	version: z.literal(7),
	stations: z.array(storedStationSchema),
	/** What is posted by itself, for stations of both sources. */
	posts: z.array(postSchema),
	/** By station: which part of the listeners skips a song by vote. */
	voting: z.record(z.string(), z.enum(['off', 'quarter', 'third', 'half'])),
	/** What is told in which channel, for stations of both sources; the usual for those without any. */
	alerts: z.array(alertRuleSchema),
	/** The stations whose schedule stands among the events of the Discord server. */
	events: z.array(z.string()),
	/** By station: the hours in which its whole music library is read by schedule. */
	offPeak: z.record(z.string(), offPeakSchema),
	/** By station of either source: what its radio system does not tell. */
	details: z.record(z.string(), detailsSchema),
	settings: z.strictObject({
		/** For how many days the audit is kept. */
		auditDays: z.int().min(1).max(366),
		/** The language of what everybody reads; null for the Discord server's own. */
		language: z.string().min(2).max(20).nullable(),
	}),
});
export type GuildDocument = z.output<typeof currentSchema>;

const versionedSchema = z.looseObject({ version: z.int().positive() });

/** Brings a document one version further; the first one takes version 1 to 2. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>;

const usualAuditDays = 90;

/** Adding or changing a field of the document means: a new version, and a line here. */
const migrations: Migration[] = [
	(document) => ({ ...document, settings: { auditDays: usualAuditDays } }),
	(document) => ({ ...document, posts: [], voting: {} }),
	(document) => ({ ...document, alerts: [], events: [] }),
	(document) => ({ ...document, offPeak: {} }),
	(document) => ({ ...document, details: {} }),
	({ settings, ...document }) => ({ ...document, settings: { ...Object(settings), language: null } }),
];

/** The document of one Discord server, from any version that ever was. */
export const guildDocumentSchema = migrating(migrations, currentSchema);

export function emptyGuildDocument(): GuildDocument {
	return {
		version: 7,
		stations: [],
		posts: [],
		voting: {},
		alerts: [],
		events: [],
		offPeak: {},
		details: {},
		settings: { auditDays: usualAuditDays, language: null },
	};
}

/** `schema` of the newest version, which is one more than there are `steps`, taking all older versions too. */
export function migrating<T>(steps: readonly Migration[], schema: z.ZodType<T>): z.ZodType<T> {
	const newest = steps.length + 1;
	return versionedSchema
		.transform((document, context): unknown => {
			if (document.version > newest) {
				context.addIssue(
					`written by a newer version of Airdeck (document version ${document.version}, this one knows ${newest})`,
				);
				return z.NEVER;
			}
			return steps
				.slice(document.version - 1)
				.reduce<Record<string, unknown>>(
					(older, step, index) => ({ ...step(older), version: document.version + index + 1 }),
					document,
				);
		})
		.pipe(schema);
}
