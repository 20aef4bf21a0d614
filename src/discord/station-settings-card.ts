import strings from '#locales/en-US/settings/edit.ts';
import checkUp from '#locales/en-US/shared/check-up.ts';
import type { StationReport } from '#src/checks/station-report.ts';
import { mayHaveLibrary } from '#src/media/media-source.ts';
import type { ServerSettings } from '#src/stations/saved-stations.ts';
import type { Station } from '#src/stations/station.ts';
import { accessParts, accessSummary } from './access-parts.ts';
import { accent, button, type Card, card, line, type Part, row, select, text } from './card.ts';
import { keyLines, keysInOrder, mendLines, summaryLine } from './check-up-lines.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import { detailParts } from './details-form.ts';
import { languageSelect } from './public-language.ts';
import { safe } from './text.ts';

/** What the card says above the settings: that something was changed, or why it was not. */
export interface Notice {
	saved?: string;
	why?: string;
	report?: StationReport | undefined;
	/** What is set for the whole Discord server, for those who may change it. */
	server?: ServerSettings | undefined;
}

const mostMended = 3;

/** Days for which an audit can be kept. */
export const retentions = [7, 30, 90, 180, 365] as const;

/** A station's settings with what can be changed; `settings edit` handles its buttons wherever it was drawn. */
export function editCard(setting: Setting, station: Station, notice: Notice = {}): Card {
	const { services, locale } = setting;
	const t = services.words.in(locale, strings);
	const id = (action: string) => customId('settings edit', action, station.id);
	const heading = text(`## ${t('heading', { station: safe(station.name, 80) })}`);
	const events =
		station.backend.schedule === undefined
			? undefined
			: services.events.isOn(station)
				? button('secondary', t('buttons.eventsOff'), id('noEvents'))
				: button('secondary', t('buttons.eventsOn'), id('events'));
	const offPeak = mayHaveLibrary(station)
		? button('secondary', t('buttons.offPeak'), id('offPeak'))
		: undefined;
	const details = detailParts(setting, station, t);
	if (station.source === 'declared')
		return card(
			notice.why === undefined ? accent.calm : accent.warn,
			heading,
			notice.saved === undefined ? undefined : text(t('saved', { what: notice.saved })),
			notice.why === undefined ? undefined : text(t('why', { why: notice.why })),
			text(t('declared')),
			text(offPeakLine(setting, station), ...details.lines),
			...serverParts(setting, station, notice),
			row(events, offPeak, ...details.buttons),
		);
	const words = services.words.in(locale, checkUp);
	const { report } = notice;
	return card(
		notice.why === undefined ? accent.calm : accent.warn,
		heading,
		notice.saved === undefined ? undefined : text(t('saved', { what: notice.saved })),
		notice.why === undefined ? undefined : text(t('why', { why: notice.why })),
		line(),
		text(
			t('address', { url: `<${station.url}>` }),
			keysLine(setting, station),
			...accessSummary(setting, station),
			offPeakLine(setting, station),
			...details.lines,
		),
		...(report === undefined
			? []
			: [
					line(),
					text(summaryLine(report, words)),
					...keysInOrder(report).map((key) => text(...keyLines(key, report.host, report.label, words))),
					...mendLines(report, mostMended, words).map((mend) => text(mend)),
				]),
		...serverParts(setting, station, notice),
		row(
			button('secondary', t('buttons.address'), id('address')),
			button('secondary', t('buttons.keys'), id('keys')),
			button('secondary', t('buttons.access'), id('access')),
			button('secondary', t('buttons.name'), id('name')),
		),
		row(
			station.keys.has('station')
				? button('secondary', t('buttons.removeStationKey'), id('noStationKey'))
				: undefined,
			station.keys.has('admin')
				? button('secondary', t('buttons.removeAdminKey'), id('noAdminKey'))
				: undefined,
			button('secondary', t('buttons.check'), customId('doctor', 'show', station.id)),
			button('danger', t('buttons.remove'), customId('settings remove', 'ask', station.id)),
		),
		row(events, offPeak, ...details.buttons),
	);
}

/** What is for the whole Discord server: how long its audit is kept, in which language everybody is spoken to. */
function serverParts(setting: Setting, station: Station, { server }: Notice): Part[] {
	if (server === undefined) return [];
	const t = setting.services.words.in(setting.locale, strings);
	const id = (action: string) => customId('settings edit', action, station.id);
	return [
		select(
			id('retention'),
			t('retention', { days: t('days', { count: server.auditDays }) }),
			retentions.map((days) => ({ label: t('days', { count: days }), value: String(days) })),
		),
		languageSelect(setting, id('language')),
	];
}

/** When the whole library is read, where that is set. */
function offPeakLine({ services, locale }: Setting, station: Station): string | undefined {
	const set = services.offPeak.of(station);
	if (set === undefined) return undefined;
	const { from, to, timezone } = set;
	return services.words.in(locale, strings)('offPeak.line', { from, to, zone: safe(timezone, 60) });
}

/** Roles and channels of a station, each select saving at once. */
export function accessCard(setting: Setting, station: Station, notice: Notice = {}): Card {
	const { services, locale } = setting;
	const t = services.words.in(locale, strings);
	const id = (action: string, ...args: string[]) => customId('settings edit', action, station.id, ...args);
	return card(
		notice.why === undefined ? accent.calm : accent.warn,
		text(`## ${t('heading', { station: safe(station.name, 80) })}`),
		notice.saved === undefined ? undefined : text(t('saved', { what: notice.saved })),
		notice.why === undefined ? undefined : text(t('why', { why: notice.why })),
		line(),
		...accessParts(setting, station, {
			role: (level) => id('role', level),
			channel: (purpose) => id('channel', purpose),
			note: undefined,
		}),
		row(button('secondary', t('buttons.back'), id('show'))),
	);
}

export function keysLine({ services, locale }: Setting, station: Station): string {
	const t = services.words.in(locale, strings);
	const names = services.words.in(locale, checkUp);
	const inOrder = [...station.keys].toSorted(([a], [b]) => Number(b === 'station') - Number(a === 'station'));
	const keys = inOrder.map(([key, tail]) => t('key', { key: names(`keyName.${key}`), tail }));
	return keys.length === 0 ? t('noKeys') : t('keys', { keys: keys.join(' · ') });
}
