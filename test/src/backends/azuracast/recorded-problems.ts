import type { BackendProblem, KeyName } from '#src/backends/backend-error.ts';

export const tail = 'cdef';

const keyMissing: BackendProblem = { kind: 'key-missing', key: 'station' };
const keyRejected: BackendProblem = { kind: 'key-rejected', key: 'station', tail };
const noSuchStation: BackendProblem = { kind: 'not-found', what: 'station' };

function rightMissing(permission: string, key: KeyName = 'station'): BackendProblem {
	return { kind: 'right-missing', key, tail, permission };
}

function refused(reason: Extract<BackendProblem, { kind: 'refused' }>['reason']): BackendProblem {
	// `words` is the message of the recording, which the test puts in.
	return { kind: 'refused', reason, words: '' };
}

/** What each recorded error of an endpoint in the table stands for. */
export const recordedProblems = new Map<string, BackendProblem>([
	['account_me_nokey', keyMissing],
	['admin_log_unknown', { kind: 'not-found', what: 'log' }],
	['admin_logs_limited_403', rightMissing('View System Logs', 'admin')],
	['admin_permissions_bot_403', rightMissing('All Permissions', 'admin')],
	['admin_server_stats_limited_403', rightMissing('View Administration Page', 'admin')],
	['admin_service_restart_bot_403', rightMissing('All Permissions', 'admin')],
	['admin_service_restart_missing_program', refused('other')],
	['admin_service_restart_unknown', refused('invalid')],
	['admin_station_shortcode', noSuchStation],
	['admin_station_unknown_404', noSuchStation],
	['admin_stations_bot_403', rightMissing('Administer Stations', 'admin')],
	['admin_updates', { kind: 'server-trouble', status: 500 }],
	['admin_updates_bot_403', rightMissing('All Permissions', 'admin')],
	['art_image', { kind: 'not-found', what: 'record' }],
	['art_unknown', { kind: 'not-found', what: 'record' }],
	['auth_bearer_bad', keyRejected],
	['backend_skip_limited_403', rightMissing('Manage Station Broadcasting')],
	['backend_skip_nokey', keyMissing],
	['backend_skip_when_stopped', refused('not-running')],
	['backend_start_already_running', refused('already-running')],
	['backend_stop_already_stopped', refused('not-running')],
	['disabled_station_restart', { kind: 'feature-off', feature: 'backend' }],
	['err_accept_html', keyMissing],
	['err_bad_key', keyRejected],
	['err_bad_key_me', keyRejected],
	['err_body_array_playlist', refused('invalid')],
	['err_empty_key_header', keyMissing],
	['err_lacking_permission', rightMissing('Manage Station Broadcasting')],
	['err_malformed_key', keyRejected],
	['err_no_accept', keyMissing],
	['err_no_key', keyMissing],
	['err_no_roles', rightMissing('Manage Station Broadcasting')],
	['err_rate_limited', { kind: 'rate-limited', until: 5_000 }],
	['err_ua_curl_plain_text', { kind: 'wrong-address' }],
	['err_ua_curl_plain_text_403', { kind: 'wrong-address' }],
	['err_unknown_station_nowplaying', noSuchStation],
	['err_unknown_station_private_key', noSuchStation],
	['err_unknown_station_private_nokey', noSuchStation],
	['err_unknown_station_public', noSuchStation],
	['err_unknown_station_shortcode', noSuchStation],
	['err_validation_station', refused('invalid')],
	['file_unknown_404', { kind: 'not-found', what: 'song' }],
	['file_edit_badtype', refused('invalid')],
	['file_edit_malformed', refused('invalid')],
	['files_limited_403', rightMissing('Manage Station Media')],
	['frontend_start_already_running', refused('already-running')],
	['frontend_stop_already_stopped', refused('not-running')],
	['history_bad_range', refused('invalid')],
	['history_csv', { kind: 'unexpected-answer', detail: 'answer: invalid_type' }],
	['history_nokey', keyMissing],
	['listeners_csv', { kind: 'unexpected-answer', detail: 'answer: invalid_type' }],
	['listeners_nokey', keyMissing],
	['nowplaying_2_private', noSuchStation],
	['nowplaying_2_private_admin', { kind: 'not-found', what: 'record' }],
	['playlist_bad_id', { kind: 'not-found', what: 'playlist' }],
	['playlist_create_emptyname', refused('invalid')],
	['playlist_create_noname', refused('invalid')],
	['playlist_edit_invalid_enum', refused('invalid')],
	['playlist_export_badformat', refused('invalid')],
	['playlist_unknown_404', { kind: 'not-found', what: 'playlist' }],
	['playlists_limited_403', rightMissing('Manage Station Media')],
	['private_art_nokey', noSuchStation],
	['private_nowplaying_nokey', noSuchStation],
	['private_requests_nokey', noSuchStation],
	['private_schedule_nokey', noSuchStation],
	['private_station_nokey', noSuchStation],
	['private_submit_bot_ua_masked', noSuchStation],
	['private_submit_unknown_id_key', noSuchStation],
	['queue_delete_unknown', { kind: 'not-found', what: 'record' }],
	['queue_limited_403', rightMissing('Manage Station Broadcasting')],
	['reports_requests_clear_limited_403', rightMissing('View Station Reports + Manage Station Broadcasting')],
	['reports_requests_limited_403', rightMissing('View Station Reports + Manage Station Broadcasting')],
	['request_submit_duplicate_key', refused('already-requested')],
	['request_submit_duplicate_nokey', refused('already-requested')],
	['request_submit_not_requestable', refused('not-requestable')],
	['request_submit_played_recently', refused('played-recently')],
	['request_submit_too_soon_nokey', refused('too-soon')],
	['request_submit_ua_bot', refused('looks-like-a-crawler')],
	['request_submit_ua_node', refused('looks-like-a-crawler')],
	['request_submit_unknown_id', { kind: 'not-found', what: 'song' }],
	['request_too_soon_delay5', refused('too-soon')],
	['requests_disabled_list', { kind: 'feature-off', feature: 'requests' }],
	['requests_disabled_submit', { kind: 'feature-off', feature: 'requests' }],
	['requests_paged_beyond', { kind: 'unexpected-answer', detail: 'beyond the last page' }],
	['requests_station2_unsupported', noSuchStation],
	['station2_backend_skip_no_backend', { kind: 'feature-off', feature: 'backend' }],
	['station2_frontend_start_no_config', refused('other')],
	['station2_frontend_stop', refused('other')],
	['station2_status_bot_403', rightMissing('View Station Page')],
	['station_1_status_nokey', keyMissing],
	['station_2_private', noSuchStation],
	['station_log_unknown', { kind: 'not-found', what: 'log' }],
	['station_logs_limited_403', rightMissing('View Station Logs')],
	['station_restart_limited_403', rightMissing('Manage Station Broadcasting')],
	['streamers_bot_403', rightMissing('Manage Station Streamers')],
]);

/** Recorded exchanges with endpoints that the table does not have, or with other methods than it uses. */
export const outsideTheTable = `
account_api_keys admin_auditlog admin_auditlog_bot admin_auditlog_paged admin_custom_fields admin_debug_queues
admin_debug_sync_tasks admin_relays_list admin_settings admin_storage_locations admin_user_4 admin_users api_root
api_root_slash backend_reload backend_skip_get_wrong_method backend_unknown_action custom_field_create custom_field_create_2
custom_field_delete dashboard_notifications_admin dashboard_notifications_bot err_double_slash err_empty_body_role
err_malformed_body_settings err_trailing_slash err_unknown_route err_unknown_station_route err_validation_user
err_wrong_method_nowplaying err_wrong_method_status file_upload_no_file file_upload_not_audio files_directories
frontend_reload frontend_restart head_nowplaying hls_streams mounts mounts_bot_403 nowplaying_1_art
nowplaying_update ondemand options_preflight playlist_delete playlist_delete_again playlist_export_default
playlist_order playlist_order_shuffle playlist_queue playlist_queue_empty_for_random playlist_reshuffle
playlist_toggle_limited_403 playlist_toggle_off playlist_toggle_on playlist_toggle_post_wrong_method playlists_schedule
prometheus remotes reports_request_get_wrong_method request_submit_get_method sftp_users station_restart_get_wrong_method
streamer_activate streamer_broadcasts streamer_broadcasts_live streamer_deactivate time webhooks
`
	.trim()
	.split(/\s+/);
