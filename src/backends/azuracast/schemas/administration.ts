import { z } from 'zod';
import { emptyable, flag, id, many, maybeFlag, maybeText, number, text } from './wire.ts';

/** How a station is set up. The answer holds its stream passwords; they are not read. */
export const stationSettings = z.object({
	id,
	name: text,
	short_name: text,
	is_enabled: flag,
	frontend_type: text,
	backend_type: text,
	backend_config: emptyable(
		z.object({
			use_manual_autodj: flag,
			enable_auto_cue: maybeFlag,
			write_playlists_to_liquidsoap: maybeFlag,
		}),
	),
	timezone: maybeText,
	enable_requests: flag,
	/** Minutes. */
	request_delay: number,
	/** Minutes. */
	request_threshold: number,
	enable_streamers: flag,
	enable_public_page: flag,
	enable_hls: flag,
});

const ofStations = z.array(z.object({ id, permissions: z.array(z.string()) }));

/** What a role allows. By station it is a list since 0.21 and an object by station number before. */
export const role = z.object({
	id,
	name: text,
	is_super_admin: flag,
	permissions: z.object({
		global: many(z.string()),
		station: z.preprocess((value) => {
			const byNumber = z.record(z.string(), z.array(z.string())).safeParse(value);
			if (!byNumber.success) return value ?? [];
			return Object.entries(byNumber.data).map(([stationId, permissions]) => ({
				id: stationId,
				permissions,
			}));
		}, ofStations),
	}),
});

/** The names of all permissions that this version knows. */
export const permissionCatalogue = z.object({
	global: many(z.object({ id: z.string(), name: text })),
	station: many(z.object({ id: z.string(), name: text })),
});

/** A key by the part before its colon. The answer holds much more about its owner; only the roles are read. */
export const apiKey = z.object({
	id,
	comment: text,
	user: z.object({ id, roles: many(z.object({ id, name: text })) }),
});
