import { json } from '../answer.ts';
import { stationDocument } from '../documents.ts';
import { managed, type StationVisit } from '../guards.ts';
import type { Route } from '../router.ts';
import { scheduleOf } from './schedule.ts';
import { servicesDocument } from './services.ts';

const view = ['view station management'];
const availableBytes = 270_553_174_016;

export const stationFactRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/profile', view, (visit) =>
		json({
			station: stationDocument(visit.world, visit.station),
			services: servicesDocument(visit),
			schedule: scheduleOf(visit),
		}),
	),
	managed('GET', '/station/{station}/dashboard', view, (visit) => json(dashboardDocument(visit)), {
		since: '0.23.0',
	}),
	managed('GET', '/station/{station}/quota', view, (visit) => json(quotaOf(visit))),
	managed('GET', '/station/{station}/quota/{type}', view, (visit) => json(quotaOf(visit))),
	managed('GET', '/station/{station}/fallback', ['manage station broadcasting'], () =>
		json({ hasRecord: false, url: null }),
	),
	managed('GET', '/station/{station}/custom_assets/{asset}', ['manage station profile'], () =>
		json({ hasRecord: false, url: '' }),
	),
];

function dashboardDocument({ world, station }: StationVisit) {
	const publicPage = `${world.baseUrl}/public/${station.shortName}`;
	return {
		id: station.id,
		name: station.name,
		shortName: station.shortName,
		description: station.description,
		isEnabled: station.isEnabled,
		hasStarted: station.hasStarted,
		needsRestart: station.needsRestart,
		timezone: station.timezone,
		offlineText: null,
		maxBitrate: 0,
		maxMounts: 0,
		maxHlsStreams: 0,
		enablePublicPages: station.isPublic,
		publicPageUrl: publicPage,
		enableOnDemand: false,
		onDemandUrl: `${publicPage}/ondemand`,
		enableStreamers: station.streamersEnabled,
		webDjUrl: `${publicPage}/dj`,
		publicPodcastsUrl: `${publicPage}/podcasts`,
		publicScheduleUrl: `${publicPage}/schedule`,
		enableRequests: station.requestsEnabled,
		features: {
			media: station.hasBackend,
			sftp: station.hasBackend,
			podcasts: true,
			streamers: station.hasBackend && station.streamersEnabled,
			webhooks: true,
			requests: station.hasBackend && station.requestsEnabled,
			mountPoints: true,
			hlsStreams: station.hasBackend && station.hlsEnabled,
			remoteRelays: true,
			customLiquidsoapConfig: station.hasBackend,
			autoDjQueue: station.hasBackend,
		},
		ipGeoAttribution: '',
		backendType: station.hasBackend ? 'liquidsoap' : 'none',
		frontendType: 'icecast',
		canReload: true,
		useManualAutoDj: false,
	};
}

/** Byte counts as text, and an empty text for no quota. */
function quotaOf({ world, station: { songs } }: StationVisit) {
	const isFull = world.host.storageFull;
	const available = isFull ? 0 : availableBytes;
	const used = Math.round(songs.reduce((sum, { lengthSeconds }) => sum + lengthSeconds * 24_000, 0));
	return {
		used: `${(used / 1024 ** 2).toFixed(1)} MB`,
		used_bytes: String(used),
		used_percent: isFull ? 100 : Math.ceil((used / availableBytes) * 100),
		available: `${(available / 1024 ** 3).toFixed(1)} GB`,
		available_bytes: String(available),
		quota: null,
		quota_bytes: '',
		is_full: isFull,
		num_files: songs.length,
	};
}
