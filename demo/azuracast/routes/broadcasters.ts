import { done, json } from '../answer.ts';
import { internalTime, streamAddress } from '../documents.ts';
import { recordNotFound } from '../errors.ts';
import { FieldReader } from '../field-reader.ts';
import { managed, type StationVisit } from '../guards.ts';
import { paged } from '../paging.ts';
import { readFields } from '../request-body.ts';
import type { Route } from '../router.ts';
import type { Mount, Streamer } from '../station-plan.ts';
import { scheduleItemDocument } from './playlists.ts';

const streamers = ['manage station streamers'];
const mounts = ['manage station mounts'];
const whenOn = { feature: 'streamers' } as const;

/** Who and what feeds the stream: DJ accounts, mounts, relays. */
export const broadcasterRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/streamers', streamers, (visit) => listStreamers(visit), whenOn),
	managed('GET', '/station/{station}/streamer/{id}', streamers, (visit) => oneStreamer(visit), whenOn),
	managed('PUT', '/station/{station}/streamer/{id}', streamers, (visit) => editStreamer(visit), whenOn),
	managed(
		'GET',
		'/station/{station}/streamer/{id}/broadcasts',
		streamers,
		(visit) => listBroadcasts(visit),
		whenOn,
	),
	managed('GET', '/station/{station}/mounts', mounts, (visit) =>
		paged(
			visit,
			visit.station.mounts.map((mount) => mountDocument(visit, mount)),
		),
	),
	managed('GET', '/station/{station}/mount/{id}', mounts, (visit) => {
		const mount = visit.station.mounts.find(({ id }) => String(id) === visit.params['id']);
		if (mount === undefined) throw recordNotFound();
		return json(mountDocument(visit, mount));
	}),
	managed('GET', '/station/{station}/hls_streams', mounts, (visit) => paged(visit, []), { feature: 'hls' }),
	managed('GET', '/station/{station}/remotes', ['manage station remotes'], (visit) => paged(visit, [])),
	managed('GET', '/station/{station}/remote/{id}', ['manage station remotes'], () => {
		throw recordNotFound();
	}),
	managed('GET', '/station/{station}/webhooks', ['manage station web hooks'], (visit) => paged(visit, [])),
	managed('GET', '/station/{station}/webhook/{id}', ['manage station web hooks'], () => {
		throw recordNotFound();
	}),
];

function requireStreamer({ station, params }: StationVisit): Streamer {
	const streamer = station.streamers.find(({ id }) => String(id) === params['id']);
	if (streamer === undefined) throw recordNotFound();
	return streamer;
}

function listStreamers(visit: StationVisit) {
	return paged(
		visit,
		visit.station.streamers.map((streamer) => streamerDocument(visit, streamer)),
	);
}

function oneStreamer(visit: StationVisit) {
	return json(streamerDocument(visit, requireStreamer(visit)));
}

function editStreamer(visit: StationVisit) {
	const streamer = requireStreamer(visit);
	const fields = new FieldReader('StationStreamer', readFields(visit.call));
	streamer.isActive = fields.flag('is_active') ?? streamer.isActive;
	streamer.displayName = fields.text('display_name') ?? streamer.displayName;
	return done('Record updated successfully.');
}

function listBroadcasts(visit: StationVisit) {
	const { world, station } = visit;
	const streamer = requireStreamer(visit);
	const rows = streamer.broadcasts.toReversed().map(({ id, start, end }) => ({
		id,
		timestampStart: internalTime(world, start),
		timestampEnd: end === null ? null : internalTime(world, end),
		streamer: null,
		recording: null,
		links: { delete: `${world.baseUrl}/api/station/${station.id}/streamer/${streamer.id}/broadcast/${id}` },
	}));
	return paged(visit, rows);
}

function streamerDocument({ world, station }: StationVisit, streamer: Streamer) {
	const self = `${world.baseUrl}/api/station/${station.id}/streamer/${streamer.id}`;
	return {
		station_id: station.id,
		streamer_username: streamer.username,
		// Never told, not even to an administrator.
		streamer_password: '',
		display_name: streamer.displayName,
		comments: streamer.comments,
		is_active: streamer.isActive,
		enforce_schedule: streamer.enforceSchedule,
		reactivate_at: null,
		art_updated_at: 0,
		schedule_items: streamer.schedule.map(scheduleItemDocument),
		broadcasts: streamer.broadcasts.map(({ id, start, end }) => ({
			timestampStart: internalTime(world, start),
			timestampEnd: end === null ? null : internalTime(world, end),
			recordingPath: null,
			id,
		})),
		id: streamer.id,
		links: {
			self,
			broadcasts: `${self}/broadcasts`,
			broadcasts_batch: `${self}/broadcasts/batch`,
			art: `${self}/art`,
		},
		has_custom_art: false,
		art: `${self}/art`,
	};
}

function mountDocument({ world, station }: StationVisit, mount: Mount) {
	const self = `${world.baseUrl}/api/station/${station.id}/mount/${mount.id}`;
	const listeners = Math.round(station.listeners * mount.share);
	return {
		station_id: station.id,
		name: mount.path,
		display_name: mount.displayName,
		is_visible_on_public_pages: mount.isVisible,
		is_default: mount.isDefault,
		is_public: false,
		fallback_mount: null,
		relay_url: null,
		authhash: null,
		max_listener_duration: 0,
		enable_autodj: true,
		autodj_format: mount.format,
		autodj_bitrate: mount.bitrate,
		custom_listen_url: null,
		intro_path: null,
		frontend_config: null,
		listeners_unique: listeners,
		listeners_total: listeners,
		id: mount.id,
		links: { self, intro: `${self}/intro`, listen: streamAddress(world, station, mount) },
	};
}
