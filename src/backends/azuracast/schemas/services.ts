import { z } from 'zod';
import { station } from './now-playing.ts';
import { scheduleRow } from './schedule.ts';
import { count, flag, id, many, maybeFlag, maybeText, number, text } from './wire.ts';

/** Camel case since 0.23; before that in snake case, and with the two facts about restarts. */
export const serviceStatus = z
	.object({
		backendRunning: maybeFlag,
		frontendRunning: maybeFlag,
		backend_running: maybeFlag,
		frontend_running: maybeFlag,
		station_has_started: maybeFlag,
		station_needs_restart: maybeFlag,
	})
	.transform((wire) => ({
		backendRunning: wire.backendRunning ?? wire.backend_running ?? false,
		frontendRunning: wire.frontendRunning ?? wire.frontend_running ?? false,
		hasStarted: wire.station_has_started,
		needsRestart: wire.station_needs_restart,
	}));

/** Before 0.23 the only source of "needs restart". */
export const restartStatus = z.object({ has_started: flag, needs_restart: flag });

/** Since 0.23. `features` tells what the kind of station can do at all. */
export const dashboard = z.object({
	id,
	shortName: text,
	isEnabled: flag,
	hasStarted: flag,
	needsRestart: flag,
	enableRequests: maybeFlag,
	enableStreamers: maybeFlag,
	canReload: maybeFlag,
	backendType: text,
	frontendType: text,
	features: z
		.record(z.string(), flag)
		.or(z.array(z.unknown()).transform(() => ({})))
		.nullish(),
});

export const profile = z.object({ station, services: serviceStatus, schedule: many(scheduleRow) });

/** Sizes as AzuraCast writes them, and in bytes. Without a quota `available` is what the disk holds. */
export const quota = z.object({
	used: text,
	used_bytes: number,
	used_percent: count,
	available: text,
	available_bytes: number,
	quota: maybeText,
	quota_bytes: number,
	is_full: flag,
	num_files: number,
});
