import shared from '#locales/en-US/shared/cards.ts';
import strings from '#locales/en-US/station/report.ts';
import { hourFacts, lineFacts } from '#src/pictures/facts.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationReport } from '#src/stations/station-report.ts';
import { formatFor } from '#src/words/format.ts';
import { accent, type Card, card, line, text } from './card.ts';
import type { Setting } from './command.ts';
import { drawn, gallery, type Shown } from './gallery.ts';
import { reportPictures } from './report-pictures.ts';
import type { ReportWords } from './report-words.ts';
import { plainSongLine, songLine } from './song-lines.ts';
import { plain, safe } from './text.ts';

const songsNamed = 5;
const playersNamed = 4;
/** A Monday. */
const someMonday = Date.UTC(2026, 10, 23, 12);
const dayMs = 86_400_000;

type Asked = Pick<Setting, 'services' | 'locale' | 'mayAttach'>;

/** The report as a card: all that matters in words, and as pictures where those may go out. */
export async function reportCard(
	report: StationReport,
	station: Station,
	timezone: string,
	{ services, locale, mayAttach }: Asked,
): Promise<Card> {
	const words = wordsFor(station, timezone, { services, locale });
	const { t } = words;
	const wanted = mayAttach ? reportPictures(report, words) : [];
	const pictures: Shown[] = [];
	for (const picture of wanted) {
		const shown = await drawn(services.pictures, picture);
		if (shown !== undefined) pictures.push(shown);
	}
	const notes = [
		report.isTorn ? t('partly', { day: words.dayName(firstKnownDay(report)) }) : undefined,
		mayAttach ? undefined : t('mayNot'),
		pictures.length < wanted.length ? t('notDrawn') : undefined,
	].filter((note) => note !== undefined);
	return {
		...card(
			accent.calm,
			text(`## ${t('heading', { station: safe(station.name, 80) })}`, `-# ${aboutLine(report, words)}`),
			text(...audienceLines(report, station, words), requestsLine(report, words)),
			songLines(report, words, services, locale),
			pictures.length === 0 ? undefined : line(),
			gallery(pictures),
			text(...notes.map((note) => `-# ${note}`)),
		),
		...(pictures.length === 0 ? {} : { files: pictures.map(({ file }) => file) }),
	};
}

function wordsFor(
	station: Station,
	timezone: string,
	{ services, locale }: Omit<Asked, 'mayAttach'>,
): ReportWords {
	const format = formatFor(locale);
	const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
	const clock = new Intl.DateTimeFormat(locale, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZone: 'UTC',
	});
	const few = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
	const many = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
	const cards = services.words.in(locale, shared);
	return {
		t: services.words.in(locale, strings),
		locale,
		station: plain(station.name, 80),
		timezone,
		dayName: (day) => format.day(day),
		few: (value) => (value < 10 ? few : many).format(value),
		weekdayName: (day) => weekday.format(someMonday + day * dayMs),
		hourName: (hour) => clock.format(Date.UTC(2026, 0, 1, hour)),
		songName: (song) => plainSongLine(song, cards),
	};
}

function aboutLine({ period }: StationReport, { t, timezone, dayName }: ReportWords): string {
	const told = { from: dayName(period.from), to: dayName(period.to), zone: timezone };
	return period.from === period.to ? t('today', told) : t('about', told);
}

function audienceLines({ audience, players }: StationReport, station: Station, words: ReportWords): string[] {
	const { t, dayName, few, weekdayName, hourName } = words;
	if (audience === undefined) return [t('off', { label: station.backend.label })];
	const { daily, hours } = audience;
	const facts = lineFacts(daily.map(({ listeners }, index) => ({ at: index, value: listeners })));
	if (facts === undefined) return [t('nobody')];
	const lines = [
		t('listeners', {
			mean: few(facts.mean),
			most: few(facts.most.value),
			day: dayName(daily[facts.most.at]?.day ?? ''),
		}),
	];
	const busiest = hourFacts(hours)?.most;
	if (busiest !== undefined && busiest.value > 0)
		lines.push(
			t('busiest', {
				weekday: weekdayName(busiest.day),
				hour: hourName(busiest.hour),
				listeners: few(busiest.value),
			}),
		);
	const named = players
		.slice(0, playersNamed)
		.map(({ name, listeners }) => t('player', { name: safe(name, 40), n: few(listeners) }));
	if (named.length > 0) lines.push(t('players', { players: named.join(', ') }));
	return lines;
}

function requestsLine({ requests }: StationReport, { t, dayName, few }: ReportWords): string {
	const known = requests.flatMap(({ day, count }) => (count === null ? [] : [{ day, count }]));
	const [first] = known;
	if (first === undefined) return t('requestsUnknown');
	const total = known.reduce((sum, { count }) => sum + count, 0);
	if (total === 0) return t('requestsNone');
	const most = known.reduce((best, one) => (one.count > best.count ? one : best), first);
	return t('requests', { count: total, most: few(most.count), day: dayName(most.day) });
}

function songLines(
	{ songs }: StationReport,
	{ t }: ReportWords,
	services: Setting['services'],
	locale: string,
) {
	if (songs.length === 0) return undefined;
	const cards = services.words.in(locale, shared);
	return text(
		t('mostPlayed'),
		...songs
			.slice(0, songsNamed)
			.map(({ song, plays }, index) =>
				t('song', { place: String(index + 1), song: songLine(song, cards), count: plays }),
			),
	);
}

function firstKnownDay({ requests, period }: StationReport): string {
	return requests.find(({ count }) => count !== null)?.day ?? period.to;
}
