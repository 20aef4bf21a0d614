import type strings from '#locales/en-US/setup.ts';
import checkUp from '#locales/en-US/shared/check-up.ts';
import type { FoundStation, RadioSystem } from '#src/backends/radio-system.ts';
import type { StationReport } from '#src/checks/station-report.ts';
import type { Draft } from '#src/stations/set-up/draft.ts';
import type { Translate } from '#src/words/translate.ts';
import { line, type Part, text } from './card.ts';
import { keyLines, keysInOrder, mendLines, summaryLine, warningLines } from './check-up-lines.ts';
import type { Setting } from './command.ts';
import { facts } from './song-lines.ts';
import type { SystemWords } from './system-words.ts';
import { plain, safe } from './text.ts';

type Words = Translate<typeof strings>;

/** What the wizard draws from: the person's language and what was entered so far. */
export interface Drawing {
	setting: Setting;
	t: Words;
	draft: Draft;
	/** The radio system of the draft, and all there are to choose from. */
	system: Pick<RadioSystem, 'kind' | 'label' | 'keyNames'>;
	systems: readonly Pick<RadioSystem, 'kind' | 'label'>[];
	words: SystemWords;
	/** How many more stations this Discord server may have. */
	room: number;
}

/** Discord's own limit for one select menu. */
export const mostOptions = 25;
/** What is to be mended first; the rest is for `/doctor`. */
const mostMended = 3;

/** The keys that were entered, in the order in which they are told. */
export function keyNamesIn(draft: Draft) {
	return (['station', 'admin'] as const).filter((key) => draft.keys[key] !== undefined);
}

export function keyWord({ services, locale }: Setting, key: 'station' | 'admin'): string {
	return services.words.in(locale, checkUp)(`keyName.${key}`);
}

/** Whose keys they are. */
export function ownerLines({ setting, t, draft }: Drawing): string[] {
	return keyNamesIn(draft).map((key) => {
		const name = safe(draft.owners[key]?.name ?? '', 40);
		const about = { key: keyWord(setting, key), tail: draft.keys[key]?.tail ?? '' };
		return name === '' ? t('stations.accepted', about) : t('stations.belongs', { ...about, name });
	});
}

/** Those that fit the words that were searched for, and what is chosen already. */
export function shownStations(draft: Draft): FoundStation[] {
	const wanted = draft.filter.trim().toLowerCase();
	const fits = ({ remoteId, name, shortName }: FoundStation) =>
		draft.chosen.includes(remoteId) ||
		name.toLowerCase().includes(wanted) ||
		shortName.toLowerCase().includes(wanted);
	return draft.found
		.filter(fits)
		.toSorted((a, b) => Number(draft.chosen.includes(b.remoteId)) - Number(draft.chosen.includes(a.remoteId)))
		.slice(0, mostOptions);
}

/** What would be saved. */
export function chosenStations(draft: Draft): FoundStation[] {
	return draft.found.filter(({ remoteId }) => draft.chosen.includes(remoteId));
}

/** A station in the select, with what is known of it. */
export function stationOption(station: FoundStation, { t, draft }: Drawing) {
	const { remoteId, name, shortName, online, isPublic } = station;
	const report = draft.checks.get(remoteId);
	const rights =
		report === undefined
			? undefined
			: report.missing.length === 0
				? t('stations.allRights')
				: t('stations.missing', { count: report.missing.length });
	const description = facts(
		online === null ? undefined : t(online ? 'stations.onAir' : 'stations.offAir'),
		shortName,
		isPublic ? undefined : t('stations.private'),
		rights,
	);
	return { label: plain(name, 100) || remoteId, value: remoteId, description: plain(description, 100) };
}

/** What the keys can do on the chosen station, in short; for several, the one that lacks the most. */
export function checkParts({ setting, t, draft }: Drawing): (Part | undefined)[] {
	const words = setting.services.words.in(setting.locale, checkUp);
	const chosen = draft.chosen.flatMap((id) => draft.checks.get(id) ?? []);
	const [worst] = chosen.toSorted((a, b) => b.missing.length - a.missing.length);
	if (worst === undefined) return [];
	const { host, label } = worst;
	return [
		line(),
		text(`**${safe(worst.name, 80)}**`, summaryLine(worst, words)),
		...keysInOrder(worst).map((key) =>
			text(...keyLines(key, host, label, words), ...warningLines(worst, key.key, words)),
		),
		...mendLines(worst, mostMended, words).map((mend) => text(mend)),
		worst.blocked.length > 0 && worst.missing.length > 0
			? text(t('stations.waits', { count: worst.blocked.length }))
			: undefined,
		draft.checks.size < draft.chosen.length ? text(t('stations.unchecked')) : undefined,
	];
}

/** Which rights a station lacks, and what waits for them. */
export function missingLine(report: StationReport, t: Words): string[] {
	if (report.missing.length === 0) return [];
	const rights = report.missing.map(({ right }) => right.label).join(', ');
	const commands = report.blocked.slice(0, 6).map((name) => `\`/${name}\``);
	return [t('summary.missing', { rights, commands: commands.join(' ') })];
}
