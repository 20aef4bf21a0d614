/** Invented music. Each record is one album: artist, album, genre, and the words its titles are made of. */
export interface InventedRecord {
	artist: string;
	album: string;
	genre: string;
	titles: readonly string[];
}

const veryLongTitle =
	'The Night the Ferry Would Not Leave the Harbour Because the Captain Had Fallen Asleep at the Wheel with the ' +
	'Lanterns Still Burning and the Whole Town Came Down to the Quay to Sing Him Home, Parts One to Seven';

export const inventedRecords: readonly InventedRecord[] = [
	{
		artist: 'Mara Quill',
		album: 'Slow Lanterns',
		genre: 'Folk',
		titles: ['Slow Lanterns', 'Salt on the Sill', 'Harbour Window', 'A Coat for November', 'Small Hours'],
	},
	{
		artist: 'The Paper Tides',
		album: 'Folded Sea',
		genre: 'Indie',
		titles: ['Folded Sea', 'Origami Weather', 'Undertow', 'Letters to the Lighthouse', 'Tidal Post'],
	},
	{
		artist: '浅野みどり',
		album: '夜汽車の窓',
		genre: 'City Pop',
		titles: ['夜汽車の窓', '終電のあと', '雨の改札', '灯りの町', 'ガラスの海'],
	},
	{
		artist: 'Halle & Finch',
		album: 'Two Chairs',
		genre: 'Acoustic',
		titles: ['Two Chairs', "Don't Wake the River", 'Kitchen Light', 'Half a Map', 'Sparrow & Stone'],
	},
	{
		artist: 'Oskar Venn',
		album: 'Fjordlinje',
		genre: 'Ambient',
		titles: ['Fjordlinje', 'Blå Time', 'Nordlys II', 'Før Regnet', 'Øy'],
	},
	{
		artist: 'ليلى الحداد',
		album: 'مرافئ بعيدة',
		genre: 'Arabic',
		titles: ['مرافئ بعيدة', 'قمر على الميناء', 'رسائل البحر', 'صباح بلا ضجيج', 'خطوة أخرى'],
	},
	{
		artist: 'Вера Лунина',
		album: 'Тихий порт',
		genre: 'Chanson',
		titles: ['Тихий порт', 'Белые фонари', 'Последний трамвай', 'Снег над рекой', 'Письмо без адреса'],
	},
	{
		artist: 'Captain Marlow’s Choir',
		album: 'Harbour Songs',
		genre: 'Shanty',
		titles: [veryLongTitle, 'Rope and Tar', 'Nine Knots', 'Haul Away, Marianne', 'Low Water'],
	},
	{
		artist: '_underscore_ & the **Bold**',
		album: 'Mark*down*',
		genre: 'Electronic',
		titles: [
			'@everyone Dance `now` [free](https://example.org) <@100000000000000001>',
			'# Heading for Home',
			'~~Struck~~ || Hidden ||',
			'> Quote Me',
			'-# Small Print',
		],
	},
	{
		artist: 'Night Bus Atlas',
		album: 'Route 39',
		genre: 'Synthwave',
		titles: ['Route 39', 'Sodium Lamps', 'Transfer at Quarry Street', 'Glass Depot', 'Terminus'],
	},
	{
		artist: 'Ines Duarte',
		album: 'Água-furtada',
		genre: 'Fado',
		titles: ['Água-furtada', 'Coração de Cais', 'Três Marés', 'Fado da Neblina', 'Saudade Nova'],
	},
	{
		artist: 'The Copper Lanes',
		album: 'Weathervane',
		genre: 'Rock',
		titles: ['Weathervane', 'Brick by Brick', 'Static Summer', 'Northbound', 'Tin Roof'],
	},
	{
		artist: 'Ottoline Grey',
		album: 'Parlour Ghosts',
		genre: 'Jazz',
		titles: ['Parlour Ghosts', 'Blue Umbrella', 'The Piano Mover', 'Waltz for Nobody', 'Smoke Signals'],
	},
	{
		artist: 'Quarry Street Band',
		album: 'Loud on Sundays',
		genre: 'Soul',
		titles: ['Loud on Sundays', 'Brass Knuckle Heart', 'Corner Light', 'Sweet Gravel', 'Front Step'],
	},
	{
		artist: 'Lumi Saarinen',
		album: 'Kaamos',
		genre: 'Electronic',
		titles: ['Kaamos', 'Jää ja Tuli', 'Hidas Aamu', 'Yö Satamassa', 'Revontulet'],
	},
	{
		artist: 'Dry Dock',
		album: 'Rust Prayers',
		genre: 'Post-Rock',
		titles: ['Rust Prayers', 'Keel', 'Slipway', 'Bilge Hymn', 'Anchors, Unasked'],
	},
];

/** Appended in turn when more songs are wanted than there are titles. */
export const editions: readonly string[] = [
	'',
	' (Harbour Session)',
	' (Live at Quay 4)',
	' (Late Mix)',
	' (Demo, 1998)',
];

/** Short station calls: a title and no artist, as real jingles have it. */
export const jingleTitles: readonly string[] = ['Station Call A', 'Station Call B', 'Top of the Hour'];
