import { z } from 'zod';
import { act, list, read, slowActionMs } from '../endpoint.ts';
import { stationRight } from '../permissions.ts';
import { logContents, stationLogs } from '../schemas/logs.ts';
import { podcast, podcastEpisode } from '../schemas/podcasts.ts';
import { calendarRow } from '../schemas/schedule.ts';
import { dashboard, profile, quota, restartStatus, serviceStatus } from '../schemas/services.ts';
import { streamer } from '../schemas/streamers.ts';

const view = { permissions: [stationRight('view station management')] };
const control = {
	permissions: [stationRight('manage station broadcasting')],
	feature: 'backend' as const,
	deadlineMs: slowActionMs,
};
const logs = { permissions: [stationRight('view station logs')], about: 'log' as const };
const streamers = { permissions: [stationRight('manage station streamers')], feature: 'streamers' as const };
const podcasts = { permissions: [stationRight('manage station podcasts')], feature: 'podcasts' as const };
const publicPodcasts = { feature: 'podcasts' as const };

/**
 * A station behind the scenes. Starting and stopping have a row each and no parameter for what to do: AzuraCast takes a word that
 * it does not know for "restart".
 */
export const stationEndpoints = {
	status: read('station', '/station/{station}/status', serviceStatus, view),
	/** Since 0.23; before that {@link restartStatus} tells whether a restart is needed. */
	dashboard: read('station', '/station/{station}/dashboard', dashboard, view),
	restartStatus: read('station', '/station/{station}/restart-status', restartStatus, view),
	profile: read('station', '/station/{station}/profile', profile, view),
	quota: read('station', '/station/{station}/quota', quota, view),
	restart: act('station', 'POST', '/station/{station}/restart', { ...control, unsupportedAtRunTime: true }),
	reload: act('station', 'POST', '/station/{station}/reload', { ...control, unsupportedAtRunTime: true }),
	startBackend: act('station', 'POST', '/station/{station}/backend/start', control),
	stopBackend: act('station', 'POST', '/station/{station}/backend/stop', control),
	startFrontend: act('station', 'POST', '/station/{station}/frontend/start', control),
	stopFrontend: act('station', 'POST', '/station/{station}/frontend/stop', control),
	stationLogs: read('station', '/station/{station}/logs', stationLogs, logs),
	/** At most the last mebibyte of a growing log; a settings file comes whole. JSON can make it six times as long. */
	stationLog: read('station', '/station/{station}/log/{log}', logContents, {
		...logs,
		maxBytes: 8 * 1024 * 1024,
		deadlineMs: 20_000,
	}),
	streamers: list('station', '/station/{station}/streamers', streamer, streamers),
	streamersSchedule: read(
		'station',
		'/station/{station}/streamers/schedule',
		z.array(calendarRow),
		streamers,
	),
	podcasts: list('station', '/station/{station}/podcasts', podcast, podcasts),
	podcastEpisodes: list('station', '/station/{station}/podcast/{podcast}/episodes', podcastEpisode, podcasts),
	/** Only what is published; since 0.19.7. */
	publicPodcasts: list('none', '/station/{station}/public/podcasts', podcast, publicPodcasts),
	publicPodcastEpisodes: list(
		'none',
		'/station/{station}/public/podcast/{podcast}/episodes',
		podcastEpisode,
		publicPodcasts,
	),
};
