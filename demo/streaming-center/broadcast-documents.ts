import type { GridOccurrence } from './grid-plan.ts';
import type { PanelStation } from './panel-station.ts';

/** The two streams of a station; only a key sees what has "secret" in it. */
export function channelDocuments(station: PanelStation, keyed: boolean) {
	const mp3 = Math.ceil(station.listeners * 0.7);
	return [
		{ id: station.id * 10 + 1, format: 'mp3', bitrate: '128', mount: '/live', listeners: mp3 },
		{
			id: station.id * 10 + 2,
			format: 'aac',
			bitrate: '64',
			mount: '/mobile',
			listeners: station.listeners - mp3,
		},
	].map(({ id, format, bitrate, mount, listeners }) => ({
		id,
		active: station.isUp,
		server: station.id,
		bitrate,
		// The cap, and not how many there are.
		listeners: '500',
		s_type: 'icecast-kh',
		s_format: format,
		ip_address: '203.0.113.7',
		port: 8000,
		ssl_port: null,
		mount_point: mount,
		public: true,
		traf: 0,
		traf_month: 0,
		autodj_enabled: true,
		proxy_status: 'None',
		allow_auth_listeners_only: false,
		queue_size: 524_288,
		burst_size: 65_535,
		listeners_current: listeners,
		listeners_peak: listeners + 30,
		traffic: '12.4 GB',
		state: station.state,
		links_html: '<a href="#">listen</a>',
		stream_url: `http://stream.example.org:8000${mount}`,
		secure_stream_url: format === 'mp3' ? `https://stream.example.org:8443${mount}` : 'None',
		admin_link: 'http://stream.example.org:8000/admin/',
		...(keyed
			? {
					password: `secret-source-${id}`,
					admin_password: `secret-admin-${id}`,
					sc_authhash: `secret-authhash-${id}`,
					youtube_stream_key: `secret-youtube-${id}`,
					shoutcast_license_key: `secret-licence-${id}`,
					hls_url: null,
					hls_status: 'inactive',
				}
			: {}),
	}));
}

const dayNames = ['wd_mon', 'wd_tue', 'wd_wed', 'wd_thu', 'wd_fri', 'wd_sat', 'wd_sun'];

export function gridDocument({ event, isAfter, startsAt, endsAt }: GridOccurrence, station: PanelStation) {
	const days = Object.fromEntries(dayNames.map((name, index) => [name, event.days.includes(index + 1)]));
	const weeks = Object.fromEntries([1, 2, 3, 4].map((week) => [`week_${week}`, event.weeks.includes(week)]));
	return {
		id: isAfter ? null : event.id,
		server: station.id,
		name: isAfter ? '' : event.name,
		periodicity: event.date === null ? 'periodic' : 'onetime',
		cast_type: isAfter ? 'playlist' : event.cast,
		break_track: true,
		start_playlist_from_beginning: true,
		start_date: event.date,
		start_time: event.from,
		finish_date: event.date,
		finish_time: event.to,
		...(event.withoutDays === true ? {} : { ...days, ...weeks }),
		playlist: isAfter ? event.playlistAfter : event.playlist,
		playlist_after_radioshow: event.playlistAfter,
		rotation_after_radioshow: null,
		dj: null,
		rotation: null,
		allow_jingles: true,
		allow_song_requests: true,
		color: '#87c95f',
		color2: '#a2e47a',
		local_time: isAfter ? event.to : event.from,
		timezone: station.timezone,
		parent_id: isAfter ? event.id : null,
		start_ts: startsAt / 1_000,
		start_ts_utc_readable: new Date(startsAt).toISOString(),
		end_ts: endsAt === null ? null : endsAt / 1_000,
	};
}
