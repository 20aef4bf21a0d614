import { createRandom } from '../azuracast/random.ts';
import type { SimulatedAzuraCast } from '../azuracast/simulated-azuracast.ts';
import type { SimulatedStation } from '../azuracast/simulated-station.ts';
import { hashSong, inventSongs } from '../azuracast/song-library.ts';

const piledUp = 'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034Fa\u0334\u0319\u0324lgo';

/** What stands in the tags of files, and what it may do to a card: each of them is on the air, in the queue or in a list. */
const extremeSongs: readonly { title: string; artist: string; album: string }[] = [
	{
		title:
			'The Night the Ferry Would Not Leave the Harbour Because the Captain Had Fallen Asleep at the Wheel with the ' +
			'Lanterns Still Burning and the Whole Town Came Down to the Quay to Sing Him Home, Parts One to Seven',
		artist:
			'Captain Marlow’s Choir with the Combined Brass of Seven Harbours and Their Friends, Conducted by Nobody',
		album: 'Harbour Songs, Volume Twelve: The Complete Recordings with All Verses, Remastered and Enlarged',
	},
	{
		title:
			'@everyone **free** [nitro](https://evil.example) <@100000000000000014> ||`x`|| </setup:1> <t:1:R>',
		artist: '# ## -# > not a heading `code` ~~gone~~ __low__',
		album: '```\nfence',
	},
	{ title: 'قمر على الميناء (نسخة طويلة)', artist: 'ليلى الحداد', album: 'مرافئ بعيدة' },
	{ title: '\u202Egnihtemos\u202C שלום עולם 123 (live)', artist: 'להקת הנמל', album: '' },
	{ title: '🎉🎊👨‍👩‍👧‍👦🏳️‍🌈 Party Time 🥳🥳🥳', artist: '💿 DJ 👩🏽‍🚀', album: '✨' },
	{
		title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2),
		artist: 'Unbrechbar'.repeat(12),
		album: 'OhneEinLeerzeichen'.repeat(8),
	},
	{ title: `${piledUp} ${piledUp} ${piledUp}`, artist: piledUp, album: piledUp },
	{
		title: '夜汽車の窓から見える灯りの町と終電のあとの雨の改札'.repeat(3),
		artist: '浅野みどり',
		album: '夜汽車の窓',
	},
	{ title: 'สวัสดีชาวโลกที่ท่าเรือกลางคืน', artist: 'วงท่าเรือ', album: '' },
	{ title: 'x', artist: '', album: '' },
];

export const extremeStation =
	'🌊 Radio Grenzwert – the Station with the Longest Name on the Whole Coast, إذاعة الميناء';
export const emptyStation = 'Nobody’s Radio';
export const downStation = 'Fallen Mast FM';

/** Fills the first station with what a card may break at, and takes from the last one whatever can be taken. */
export function makeExtreme(radio: SimulatedAzuraCast): void {
	const [full, empty] = [radio.station('lanternlight'), radio.station('backroom')];
	full.name = extremeStation;
	full.setListeners(1_234_567);
	for (const [index, words] of extremeSongs.entries()) {
		const song = full.songs[index];
		if (song !== undefined) Object.assign(song, words, { songId: hashSong(words.artist, words.title) });
	}
	for (const playlist of full.playlists) playlist.name = `${playlist.name} ${piledUp} 🎶 قائمة `.repeat(4);
	for (const streamer of full.streamers)
		streamer.displayName = `${streamer.displayName} 🎙️ الليل **DJ** `.repeat(5);
	for (const podcast of full.podcasts) podcast.title = `${podcast.title} ‮txet‬ `.repeat(8);
	for (const song of full.songs.slice(0, extremeSongs.length).toReversed()) full.playout.playNow(song);
	radio.host.stoppedServices.add('nginx');
	emptyOut(empty);
}

/** Nobody listens, nothing is on, queued, planned or offered. */
function emptyOut(station: SimulatedStation): void {
	station.name = emptyStation;
	station.setListeners(0);
	station.songs.splice(0);
	station.playlists.splice(0);
	station.streamers.splice(0);
	station.playout.clear();
	station.backendRunning = false;
}

/** Enlarges the first station's library to so many songs; done late, since it takes a second and much memory. */
export function fillLibrary(radio: SimulatedAzuraCast, wanted: number): void {
	const { songs, playlists } = radio.station('lanternlight');
	const [general] = playlists;
	const lastId = Math.max(...songs.map(({ id }) => id));
	const uploadedAt = songs[0]?.uploadedAt ?? 0;
	for (const song of inventSongs(createRandom(wanted), wanted, uploadedAt)) {
		if (song.id <= lastId) continue;
		song.playlists = general === undefined ? [] : [general.id];
		songs.push(song);
	}
}

/** Puts what makes a card burst on the air and into the queue again, wherever the last scenes have left the station. */
export function extremeOnAir(radio: SimulatedAzuraCast): void {
	const { playout, songs } = radio.station('lanternlight');
	const strange = songs.slice(0, extremeSongs.length);
	for (const song of strange.slice(0, 2).toReversed()) playout.playNow(song);
	playout.clear();
	for (const song of strange.toReversed()) playout.putInFront(song);
}
