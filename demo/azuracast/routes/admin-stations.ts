import { z } from 'zod';
import { done, json } from '../answer.ts';
import { defaultBackendConfig, defaultFrontendConfig } from '../backend-config.ts';
import { invalid, recordNotFound } from '../errors.ts';
import { FieldReader } from '../field-reader.ts';
import { administered } from '../guards.ts';
import { paged, sought } from '../paging.ts';
import { readFields } from '../request-body.ts';
import type { Route, Visit } from '../router.ts';
import type { SimulatedStation } from '../simulated-station.ts';
import { isAtLeast } from '../version.ts';
import type { World } from '../world.ts';

const right = 'administer stations';
const objectSchema = z.record(z.string(), z.unknown());

export const adminStationRoutes: readonly Route[] = [
	administered('GET', '/admin/stations', right, (visit) => {
		const sorted = visit.world.stations.toSorted((a, b) => a.name.localeCompare(b.name));
		const found = sought(visit, sorted, {
			phrase: ({ name, shortName }) => [name, shortName],
			sort: { name: ({ name }) => name },
		});
		return paged(
			visit,
			found.map((station) => stationRecord(visit.world, station)),
		);
	}),
	administered('GET', '/admin/station/{id}', right, (visit) =>
		json(stationRecord(visit.world, requireStation(visit))),
	),
	administered('PUT', '/admin/station/{id}', right, (visit) => {
		edit(requireStation(visit), readFields(visit.call));
		return done('Record updated successfully.');
	}),
];

/** By number only: here a short name is not found. */
function requireStation({ world, params }: Visit): SimulatedStation {
	const station = world.stations.find(({ id }) => String(id) === params['id']);
	if (station === undefined) throw recordNotFound();
	return station;
}

/** Changes what is given. Some changes act at once, others wait for a restart. */
function edit(station: SimulatedStation, given: Record<string, unknown>): void {
	const fields = new FieldReader('Station', given);
	const name = fields.text('name') ?? station.name;
	if (name === '') throw invalid('Station', 'name');
	station.name = name;
	station.description = fields.text('description') ?? station.description;
	station.requestsEnabled = fields.flag('enable_requests') ?? station.requestsEnabled;
	const delay = fields.numberOrNull('request_delay');
	if (delay !== undefined) station.requestDelayMinutes = delay;
	const threshold = fields.numberOrNull('request_threshold');
	if (threshold !== undefined) station.requestThresholdMinutes = threshold;
	station.streamersEnabled = fields.flag('enable_streamers') ?? station.streamersEnabled;
	const hls = fields.flag('enable_hls') ?? station.hlsEnabled;
	if (hls !== station.hlsEnabled) {
		station.hlsEnabled = hls;
		station.backendRunning = true;
	}
	// The public page forces the public API on.
	const isPublic = fields.flag('enable_public_page') ?? fields.flag('enable_public_api');
	station.isPublic = isPublic ?? station.isPublic;
	const backend = objectSchema.safeParse(given['backend_config']);
	if (backend.success) {
		Object.assign(station.backendConfig, backend.data);
		station.needsRestart = true;
	}
	station.isEnabled = fields.flag('is_enabled') ?? station.isEnabled;
}

function stationRecord(world: World, station: SimulatedStation) {
	const self = `${world.baseUrl}/api/admin/station/${station.id}`;
	return {
		name: station.name,
		short_name: station.shortName,
		is_enabled: station.isEnabled,
		frontend_type: 'icecast',
		frontend_config: defaultFrontendConfig,
		backend_type: station.hasBackend ? 'liquidsoap' : 'none',
		backend_config: { ...defaultBackendConfig, ...station.backendConfig },
		description: station.description,
		url: null,
		genre: station.genre,
		radio_base_dir: `/var/azuracast/stations/${station.shortName}`,
		enable_requests: station.requestsEnabled,
		request_delay: station.requestDelayMinutes,
		request_threshold: station.requestThresholdMinutes,
		disconnect_deactivate_streamer: 0,
		enable_streamers: station.streamersEnabled,
		is_streamer_live: station.live !== null,
		enable_public_page: station.isPublic,
		...(isAtLeast(world.version, '0.23.4') ? { enable_public_api: station.isPublic } : {}),
		enable_on_demand: false,
		enable_on_demand_download: true,
		enable_hls: station.hlsEnabled,
		api_history_items: 5,
		timezone: station.timezone,
		max_bitrate: 0,
		max_mounts: 0,
		max_hls_streams: 0,
		branding_config: {
			default_album_art_url: null,
			public_custom_css: null,
			public_custom_js: null,
			offline_text: null,
		},
		media_storage_location: station.id * 3 - 1,
		recordings_storage_location: station.id * 3,
		podcasts_storage_location: station.id * 3 + 1,
		fallback_path: null,
		id: station.id,
		links: { self, manage: `${world.baseUrl}/station/${station.id}`, clone: `${self}/clone` },
	};
}
