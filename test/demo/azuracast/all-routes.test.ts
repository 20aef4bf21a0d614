import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Simulation, simulate } from './simulation.ts';
import { structuralDifferences } from './structure.ts';

/*
 * Every recorded answer of a real AzuraCast 0.23.7 that belongs to a simulated route: the same call to the simulation gets
 * the same status and content type, a body with the same keys and types, and an error in the same words.
 */

const recordingSchema = z.object({
	request: z.object({
		method: z.string(),
		path: z.string(),
		key: z.string(),
		headers: z.record(z.string(), z.string()),
		body: z.string().nullish(),
	}),
	response: z.object({ status: z.number(), content_type: z.string(), body: z.unknown() }),
});
type Recording = z.infer<typeof recordingSchema>;

interface Case {
	name: string;
	/** Brings the simulation to where the recording was made. */
	given?: (simulation: Simulation) => void | Promise<void>;
	songs?: number;
	/** With the fourth station, which was never started. */
	annex?: boolean;
	/** The path here, where ids differ. */
	path?: (simulation: Simulation) => string;
}

const plain = (...names: string[]): Case[] => names.map((name) => ({ name }));
const station = ({ station: find }: Simulation) => find('lanternlight');

/** Not on lately and not asked for, so that it may be requested. */
function freeSong(simulation: Simulation): string {
	return station(simulation).addSong({ title: 'Fresh', artist: 'Somebody New' }).uniqueId;
}
const request = (id: (simulation: Simulation) => string) => (simulation: Simulation) =>
	`/api/station/1/request/${id(simulation)}`;
const stopped = (simulation: Simulation) => {
	station(simulation).backendRunning = false;
};
const frontendStopped = (simulation: Simulation) => {
	station(simulation).frontendRunning = false;
};
const disabled = (simulation: Simulation) => {
	station(simulation).isEnabled = false;
};
const priv = (simulation: Simulation) => {
	station(simulation).isPublic = false;
};
const requestsOff = (simulation: Simulation) => {
	station(simulation).requestsEnabled = false;
};
const live = (simulation: Simulation) => station(simulation).goLive('Hanne');
const asked = (simulation: Simulation) => {
	const song = station(simulation).addSong({ title: 'Asked', artist: 'For' });
	station(simulation).requests.add(song, '127.0.0.1', simulation.clock.now(), 5);
};
const askedAndTaken = async (simulation: Simulation) => {
	asked(simulation);
	await simulation.clock.advance(60 * 60_000);
};
const playlist =
	(id: number, rest = '') =>
	() =>
		`/api/station/1/playlist/${id}${rest}`;

const cases: Case[] = [
	...plain(
		'status',
		'time',
		'nowplaying_1',
		'nowplaying_all',
		'nowplaying_shortcode',
		'nowplaying_all_admin',
	),
	...plain(
		'nowplaying_static',
		'err_malformed_key_on_public_endpoint',
		'head_nowplaying',
		'options_preflight',
	),
	...plain('nowplaying_1_art', 'api_root', 'api_root_slash', 'station_1', 'station_shortcode', 'stations'),
	{ name: 'nowplaying_live', given: live },
	{ name: 'nowplaying_backend_stopped', given: stopped },
	{ name: 'nowplaying_frontend_stopped', given: frontendStopped },
	{ name: 'disabled_station_nowplaying', given: disabled },
	{ name: 'disabled_station_station', given: disabled },
	{ name: 'disabled_station_stations_list', given: disabled },
	{ name: 'disabled_station_status_bot', given: disabled },
	{ name: 'disabled_station_restart', given: disabled },
	{ name: 'disabled_station_backend_start', given: disabled },
	...plain('err_bad_key', 'err_bad_key_me', 'err_no_key', 'err_no_roles', 'err_lacking_permission'),
	...plain(
		'err_malformed_key',
		'err_empty_key_header',
		'err_accept_html',
		'err_no_accept',
		'err_unknown_route',
	),
	...plain('err_unknown_station_route', 'err_unknown_station_public', 'err_unknown_station_shortcode'),
	...plain(
		'err_unknown_station_private_key',
		'err_unknown_station_private_nokey',
		'err_unknown_station_nowplaying',
	),
	...plain(
		'err_wrong_method_nowplaying',
		'err_wrong_method_status',
		'err_trailing_slash',
		'err_double_slash',
	),
	...plain('err_ua_curl_plain_text', 'err_ua_curl_plain_text_403', 'err_validation_station'),
	...plain('err_malformed_body_admin_station', 'err_body_array_playlist', 'err_bad_key_on_public_endpoint'),
	{
		name: 'err_rate_limited',
		given: async ({ call }) => {
			await call('/api/station/1');
			await call('/api/stations');
		},
	},
	...plain('auth_bearer_ok', 'auth_bearer_bad', 'account_me_admin', 'account_me_bot', 'account_me_noroles'),
	...plain('account_me_nokey', 'account_api_keys', 'dashboard_stations_bot'),
	...plain(
		'history',
		'history_paged',
		'history_limited',
		'history_nokey',
		'history_range',
		'history_range_times',
	),
	...plain('history_csv', 'history_future_range', 'history_bad_range', 'history_with_requests'),
	...plain(
		'queue',
		'queue_paged',
		'queue_bot',
		'queue_limited_403',
		'queue_rowcount_0',
		'queue_delete_unknown',
	),
	...plain('queue_clear', 'requests', 'requests_paged', 'requests_paged_2', 'requests_page_param'),
	{ name: 'queue_backend_stopped', given: stopped },
	{ name: 'queue_live', given: live },
	{
		name: 'queue_delete_one',
		path: (simulation) => `/api/station/1/queue/${station(simulation).queue[2]?.id}`,
	},
	...plain('requests_rowcount_0', 'requests_rowcount_0_key', 'requests_rowcount_neg'),
	...plain('requests_rowcount_100_nokey', 'requests_rowcount_bad', 'requests_search_nohit', 'requests_sort'),
	...plain('requests_internal', 'requests_search', 'requests_search_unpaged'),
	{ name: 'requests_paged_beyond', songs: 42 },
	{ name: 'requests_disabled_list', given: requestsOff },
	{ name: 'requests_disabled_submit', given: requestsOff },
	{ name: 'station_requests_disabled', given: requestsOff },
	{ name: 'request_submit_ok_key', path: request(freeSong) },
	{ name: 'request_submit_ok_nokey', path: request(freeSong) },
	{ name: 'request_submit_get_method', path: request(freeSong) },
	{ name: 'request_submit_ua_undici', path: request(freeSong) },
	{ name: 'request_submit_ua_bot', path: request(freeSong) },
	{ name: 'request_submit_ua_node', path: request(freeSong) },
	{ name: 'request_submit_unknown_id' },
	{
		name: 'request_submit_not_requestable',
		path: request((simulation) => station(simulation).songs.at(-1)?.uniqueId ?? ''),
	},
	{
		name: 'request_submit_played_recently',
		path: request((simulation) => station(simulation).nowPlaying?.song.media?.uniqueId ?? ''),
	},
	{
		name: 'request_submit_duplicate_key',
		given: asked,
		path: request((simulation) => station(simulation).songs.at(-1)?.uniqueId ?? ''),
	},
	{
		name: 'request_submit_too_soon_nokey',
		given: (simulation) => {
			asked(simulation);
			station(simulation).requestDelayMinutes = 0;
		},
		path: request(freeSong),
	},
	{
		name: 'request_too_soon_delay5',
		given: async (simulation) => {
			asked(simulation);
			station(simulation).requestDelayMinutes = 5;
			await simulation.clock.advance(10_000);
		},
		path: request(freeSong),
	},
	{ name: 'reports_requests', given: asked },
	{ name: 'reports_requests_paged', given: asked },
	{ name: 'reports_requests_history_played', given: askedAndTaken },
	...plain('reports_overview_charts', 'reports_overview_best_and_worst', 'reports_overview_by_client'),
	...plain('reports_requests_history', 'reports_requests_clear', 'reports_requests_clear_delete_method'),
	...plain('reports_request_delete_bad_id', 'reports_request_delete_unknown', 'reports_requests_limited_403'),
	...plain('reports_request_get_wrong_method', 'reports_requests_clear_limited_403'),
	...[
		'private_station_nokey',
		'private_nowplaying_nokey',
		'private_requests_nokey',
		'private_schedule_nokey',
	].map((name) => ({ name, given: priv })),
	...['private_art_nokey', 'private_nowplaying_limited', 'private_nowplaying_noroles'].map((name) => ({
		name,
		given: priv,
	})),
	...['private_requests_key', 'private_submit_unknown_id_key', 'private_submit_bot_ua_masked'].map(
		(name) => ({
			name,
			given: priv,
		}),
	),
	...plain('schedule', 'schedule_now', 'schedule_rows', 'playlists_schedule', 'streamers_schedule'),
	...plain('listeners', 'listeners_paged', 'listeners_range', 'listeners_nokey', 'listeners_csv', 'quota'),
	...plain(
		'station_1_status',
		'station_1_status_nokey',
		'station_1_status_limited',
		'station2_status_bot_403',
	),
	...plain('station_1_profile', 'station_reload', 'station_restart_limited_403'),
	{
		name: 'station_restart',
		given: ({ host }) => {
			host.restartTakesMs = 0;
		},
	},
	...plain(
		'station_restart_get_wrong_method',
		'backend_skip',
		'backend_skip_nokey',
		'backend_skip_limited_403',
	),
	...plain('backend_skip_get_wrong_method', 'backend_disconnect_no_streamer', 'backend_reload'),
	...plain('backend_start_already_running', 'backend_stop', 'backend_unknown_action', 'frontend_stop'),
	...plain('frontend_reload', 'frontend_restart', 'frontend_start_already_running'),
	{ name: 'backend_skip_when_stopped', given: stopped },
	{ name: 'backend_start', given: stopped },
	{ name: 'backend_stop_already_stopped', given: stopped },
	{ name: 'frontend_start', given: frontendStopped },
	{ name: 'frontend_stop_already_stopped', given: frontendStopped },
	{ name: 'backend_skip_live', given: live },
	{ name: 'backend_disconnect_live', given: live },
	...plain('art_unknown', 'station_logs', 'station_logs_limited_403', 'station_log_unknown'),
	...plain('station_log_liquidsoap_log', 'station_log_liquidsoap_log_position', 'station_log_icecast_xml'),
	...plain('station_log_liquidsoap_log_position_beyond', 'station_log_station_nginx'),
	...plain('files', 'files_paged', 'files_paged_search', 'files_limited_403', 'file_1', 'file_unknown_404'),
	...plain('files_list_root', 'files_list_music', 'files_list_flush', 'files_list_search'),
	...plain('files_list_baddir', 'files_list_playlist_search', 'file_edit', 'file_edit_badtype'),
	...plain('file_edit_malformed', 'file_upload_no_file', 'file_upload_not_audio'),
	{
		name: 'file_by_unique_id',
		path: (simulation) => `/api/station/1/file/${station(simulation).songs[0]?.uniqueId}`,
	},
	...plain('playlists', 'playlists_bot', 'playlists_limited_403', 'playlist_bad_id'),
	...plain('playlist_unknown_404', 'playlist_create', 'playlist_create_emptyname', 'playlist_create_noname'),
	{
		name: 'playlists_paged',
		given: (simulation) => {
			for (const entry of station(simulation).playlists) entry.order = 'shuffle';
		},
	},
	{ name: 'playlist_2', path: playlist(1) },
	{ name: 'playlist_4_scheduled', path: playlist(3) },
	{ name: 'playlist_edit', path: playlist(4) },
	{ name: 'playlist_edit_invalid_enum', path: playlist(4) },
	{ name: 'playlist_edit_malformed', path: playlist(4) },
	{ name: 'playlist_delete', path: playlist(4) },
	{ name: 'playlist_delete_again' },
	{ name: 'playlist_toggle_off', path: playlist(3, '/toggle') },
	{ name: 'playlist_toggle_on', path: playlist(4, '/toggle') },
	...plain('playlist_toggle_limited_403', 'playlist_toggle_post_wrong_method', 'playlist_reshuffle'),
	{ name: 'playlist_export_default', path: playlist(3, '/export') },
	...plain(
		'playlist_export_m3u',
		'playlist_export_pls',
		'playlist_export_badformat',
		'playlist_order_shuffle',
	),
	{ name: 'playlist_order', path: playlist(3, '/order') },
	{ name: 'playlist_queue', path: playlist(1, '/queue') },
	{ name: 'playlist_queue_empty_for_random', path: playlist(2, '/queue') },
	...plain('streamers', 'streamers_paged', 'streamers_bot_403', 'streamer_1', 'streamer_deactivate'),
	{ name: 'streamer_after_live', given: live, path: () => '/api/station/1/streamer/1' },
	{
		name: 'streamer_broadcasts_live',
		given: live,
		path: () => '/api/station/1/streamer/1/broadcasts',
	},
	...plain('mounts', 'mount_1', 'mounts_bot_403', 'hls_streams', 'remotes', 'webhooks', 'public_podcasts'),
	...plain('admin_stations', 'admin_stations_paged', 'admin_stations_bot_403', 'admin_station_1'),
	...plain('admin_station_shortcode', 'admin_station_unknown_404', 'admin_station_disable'),
	...plain('admin_station_disable_requests', 'admin_station_request_delay_5', 'admin_permissions'),
	...plain('admin_permissions_bot_403', 'admin_roles', 'admin_role_4', 'admin_api_keys', 'admin_logs'),
	...plain('admin_logs_bot', 'admin_logs_limited_403', 'admin_log_azuracast_log', 'admin_log_unknown'),
	...plain(
		'admin_server_stats',
		'admin_server_stats_bot',
		'admin_server_stats_limited_403',
		'admin_services',
	),
	...plain('admin_services_bot', 'admin_service_restart_worker', 'admin_service_restart_bot_403'),
	...plain('admin_service_restart_unknown', 'admin_service_restart_missing_program', 'admin_updates_bot_403'),
	...[
		'station2_status_never_started',
		'station2_frontend_start_no_config',
		'station2_frontend_stop',
		'station2_backend_skip_no_backend',
		'nowplaying_2_private',
		'nowplaying_2_private_admin',
		'requests_station2_unsupported',
	].map((name) => ({ name, annex: true, path: ofAnnex(name) })),
	{
		name: 'admin_updates',
		given: ({ host }) => {
			host.hasInternet = false;
		},
	},
];

describe('answers like the recordings', () => {
	test.for(cases)('$name', async ({ name, given, path, songs = 40, annex = false }) => {
		const recording = read(name);
		const simulation = await simulate({ songsPerStation: songs, withAnnex: annex });
		await given?.(simulation);
		const { request: asked, response } = recording;
		const reply = await simulation.call(path?.(simulation) ?? here(asked.path), {
			method: asked.method,
			key: keyOf(simulation, asked.key),
			headers: headersOf(simulation, recording),
			...(asked.body && asked.method !== 'GET' ? { body: asked.body } : {}),
		});
		expect(reply.status).toBe(response.status);
		expect(reply.contentType.replaceAll(' ', '')).toBe(response.content_type.replaceAll(' ', ''));
		if (isError(response.body)) expect(withoutLine(reply.body)).toEqual(withoutLine(response.body));
		else if (typeof response.body !== 'string') {
			expect(structuralDifferences(response.body, reply.body)).toEqual([]);
		} else if (response.body.startsWith('Error: ')) expect(reply.text).toBe(response.body);
	});
});

/** The recordings know this kind of station by the number 2. */
function ofAnnex(name: string): () => string {
	return () => read(name).request.path.replace(/\/2(?=\/|$)/u, '/4');
}

function read(name: string): Recording {
	const file = new URL(`../../fixtures/azuracast/${name}.json`, import.meta.url);
	return recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function here(path: string): string {
	return path.replaceAll('test_radio', 'lanternlight');
}

function keyOf({ keys }: Simulation, name: string): string | undefined {
	const own: Record<string, string> = keys;
	return (
		own[name] ?? { bad: '0000000000000000:00000000000000000000000000000000', malformed: 'malformed' }[name]
	);
}

/** The recorded headers, with the key where it was. */
function headersOf(simulation: Simulation, { request: { headers, key } }: Recording): Record<string, string> {
	const secret = keyOf(simulation, key) ?? '';
	const own = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, value.replace(/<.*-key>/u, secret)]),
	);
	return { accept: '*/*', ...own };
}

function isError(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'success' in body && body.success === false;
}

function withoutLine(body: unknown): unknown {
	const text = JSON.stringify(body, (key, value: unknown) =>
		key === 'line'
			? undefined
			: typeof value === 'string'
				? value.replaceAll(/station_\d/gu, 'station_n')
				: value,
	);
	const parsed: unknown = JSON.parse(text);
	return parsed;
}
