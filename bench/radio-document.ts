/** One play of a station of the bench: the number tells everything else of it. */
export interface BenchPlay {
	number: number;
	/** Unix seconds. */
	startedAt: number;
}

export interface BenchStation {
	id: number;
	shortName: string;
	name: string;
	listeners: number;
	/** The one on the air first, then those before it. */
	plays: BenchPlay[];
}

/** As long as a song is said to be; the next one begins some seconds earlier, as with a crossfade. */
const lengthSeconds = 184;
const historyItems = 5;

/** What is on, in the form and about the size that AzuraCast 0.23 pushes it (test/fixtures/azuracast/nowplaying_1.json). */
export function radioDocument(url: string, station: BenchStation) {
	const { id, shortName, name, listeners, plays } = station;
	const page = `${url}/public/${shortName}`;
	const now = plays[0] ?? { number: 0, startedAt: 0 };
	const elapsed = Math.floor(Date.now() / 1000) - now.startedAt;
	return {
		station: {
			id,
			name,
			shortcode: shortName,
			description: 'A station of the bench.',
			frontend: 'icecast',
			backend: 'liquidsoap',
			timezone: 'Europe/Vienna',
			listen_url: `${url}/listen/${shortName}/radio.mp3`,
			url: null,
			public_player_url: page,
			playlist_pls_url: `${page}/playlist.pls`,
			playlist_m3u_url: `${page}/playlist.m3u`,
			is_public: true,
			requests_enabled: true,
			mounts: [192, 128, 64].map((bitrate, index) => mount(url, station, bitrate, index)),
			remotes: [],
			hls_enabled: false,
			hls_is_default: false,
			hls_url: null,
			hls_listeners: 0,
		},
		listeners: counts(listeners),
		live: { is_live: false, streamer_name: '', broadcast_start: null, art: null },
		now_playing: {
			...play(url, station, now),
			elapsed,
			remaining: Math.max(0, lengthSeconds - elapsed),
		},
		playing_next: {
			cued_at: now.startedAt,
			played_at: now.startedAt + lengthSeconds,
			duration: lengthSeconds,
			playlist: 'Rotation',
			is_request: false,
			song: song(url, station, now.number + 1),
		},
		song_history: plays.slice(1, 1 + historyItems).map((before) => play(url, station, before)),
		is_online: true,
		cache: 'event',
	};
}

/** The title of a play: no other play of any station of the bench has it. */
export function titleOf({ shortName }: BenchStation, number: number): string {
	return `Song ${number} of ${shortName}, a title of usual length`;
}

function play(url: string, station: BenchStation, { number, startedAt }: BenchPlay) {
	return {
		sh_id: number,
		played_at: startedAt,
		duration: lengthSeconds,
		playlist: 'Rotation',
		streamer: '',
		is_request: false,
		song: song(url, station, number),
	};
}

function song(url: string, station: BenchStation, number: number) {
	const title = titleOf(station, number);
	const artist = `Artist ${number % 40}`;
	const mediaId = `${station.id.toString(16).padStart(12, '0')}${number.toString(16).padStart(12, '0')}`;
	return {
		id: `${mediaId}00000000`,
		art: `${url}/api/station/${station.shortName}/art/${mediaId}-1793031099.jpg`,
		custom_fields: [],
		text: `${artist} - An Album of This Year - ${title}`,
		artist,
		title,
		album: 'An Album of This Year',
		genre: 'Rock',
		isrc: '',
		lyrics: '',
	};
}

function mount(url: string, { shortName, listeners }: BenchStation, bitrate: number, index: number) {
	const path = `/radio-${bitrate}.mp3`;
	return {
		id: index + 1,
		name: `${path} (${bitrate}kbps MP3)`,
		url: `${url}/listen/${shortName}${path}`,
		bitrate,
		format: 'mp3',
		listeners: counts(index === 0 ? listeners : 0),
		path,
		is_default: index === 0,
	};
}

const counts = (total: number) => ({ total, unique: total, current: total });
