import type { MediaSong } from '#src/media/media-song.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** First and last names as they are written in twelve countries. */
const names: readonly (readonly [string, string])[] = [
	['James Mary Oliver Ruby Walter Hazel', 'Smith Walker Hughes Carter Bell Foster'],
	['Jürgen Käthe Björn Ute Sören Grete', 'Müller Schröder Groß Jäger Köhler Weiß'],
	['François Hélène Noël Chloé René Zoé', 'Lefèvre Bérenger Gaël Dupré Côté Lançon'],
	['José Inés Raúl Begoña Íñigo Lucía', 'Muñoz Peña Núñez García Ibáñez Ríos'],
	['João Conceição Luís Inês Antão Iná', 'Gonçalves Simões Araújo Brandão Falcão Assunção'],
	['Giulia Niccolò Sofì Enzo Mosè Lia', 'Rossi Esposito Conti Greco Marino Ferrara'],
	['Łukasz Żaneta Wojciech Małgorzata Błażej Zofia', 'Wiśniewski Dąbrowska Źródło Kołodziej Szymański Ćwik'],
	['Øyvind Åse Bjørg Håkon Sølvi Kåre', 'Sørensen Ødegård Bråten Næss Kjær Ås'],
	['Ayşe Çağlar İpek Gökhan Işıl Şule', 'Yıldız Öztürk Şahin Güneş Kılıç Ağaoğlu'],
	['Алексей Ольга Фёдор Юлия Дмитрий Надежда', 'Иванов Соловьёва Чернышов Щукина Воробьёв Яшина'],
	['さくら はると ゆい 翔太 美咲 ケンジ', '佐藤 鈴木 高橋 田中 渡辺 ヤマダ'],
	['지민 서연 민준 하은 도윤 수아', '김 이 박 최 정 강'],
];
const onsets = 'b br c ch d dr f fl g gr h j k l m n p pr qu r s sh sl st t th tr v w z'.split(' ');
const vowels = 'a e i o u ai ea ou y é ü ø'.split(' ');
const codas = ['', '', '', 'n', 'r', 's', 'l', 'm', 't', 'nd', 'st', 'ck'];
const endings = ['', '', '', '', '', '', ' (Live)', ' (Remix)', ' - Remastered 2011', ' [Radio Edit]'];

function pick<T>(random: () => number, from: readonly T[]): T {
	const found = from[Math.floor(random() * from.length)];
	if (found === undefined) throw new Error('There is nothing to pick from');
	return found;
}

function inventWord(random: () => number): string {
	const syllables = 1 + Math.floor(random() * 3);
	let word = '';
	for (let count = 0; count < syllables; count++)
		word +=
			pick(random, onsets) + (random() < 0.06 ? pick(random, vowels) : pick(random, vowels.slice(0, 8)));
	return word + pick(random, codas);
}

/** A library of so many songs: words as often as in a language, names of twelve countries, guests, versions, albums, paths. */
export function generatedSongs(count: number, seed = 1): MediaSong[] {
	const random = seeded(seed);
	const vocabulary = Array.from(
		new Set(Array.from({ length: 4_000 + Math.floor(count / 10) }, () => inventWord(random))),
	);
	/** The n-th word n times as seldom as the first, with a long tail of words that are hardly used. */
	const word = () => {
		const share = random();
		const place = random() < 0.08 ? share * vocabulary.length : vocabulary.length ** share - 1;
		return vocabulary[Math.floor(place)] ?? 'the';
	};
	const phrase = (most: number) =>
		Array.from({ length: 1 + Math.floor(random() * most) }, word)
			.map((one) => one.charAt(0).toUpperCase() + one.slice(1))
			.join(' ');
	const person = () => {
		const [first, last] = pick(random, names);
		return `${pick(random, first.split(' '))} ${pick(random, last.split(' '))}${random() < 0.3 ? ` ${phrase(1)}` : ''}`;
	};
	const artists = Array.from({ length: Math.ceil(count / 12) }, () =>
		random() < 0.5 ? person() : `${random() < 0.3 ? 'The ' : ''}${phrase(2)}`,
	);
	return Array.from({ length: count }, (_, place) => {
		const artist = artists[Math.floor(artists.length * random() ** 2)] ?? 'Nobody';
		const guest = random() < 0.08 ? ` feat. ${pick(random, artists)}` : '';
		const album = phrase(3);
		return libraryRow(place, {
			artist,
			title: `${phrase(4)}${guest}${pick(random, endings)}`,
			album,
			path: `${artist}/${album}/${String(1 + (place % 14)).padStart(2, '0')}.mp3`.replaceAll('?', ''),
			requestable: random() < 0.9,
		});
	});
}

/** A row with what else belongs to one. */
export function libraryRow(number: number, known: Partial<MediaSong>): MediaSong {
	const id = number.toString(16).padStart(24, '0');
	return {
		id,
		songId: `s${id}`,
		path: '',
		artist: '',
		title: '',
		album: '',
		genre: '',
		isrc: '',
		length: 200_000,
		art: null,
		mtime: 1_700_000_000_000,
		playlists: ['1'],
		requestable: true,
		requestId: id,
		...known,
	};
}
