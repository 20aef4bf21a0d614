import type strings from '#locales/en-US/doctor.ts';
import type { StationReport } from '#src/checks/station-report.ts';
import type { Translate } from '#src/words/translate.ts';
import { brokenKey, commandList } from './check-up-lines.ts';
import { safe } from './text.ts';

/** How much a station needs a hand; 0 if it has all it needs. */
export function badness(report: StationReport): number {
	if (report.failure !== null) return 1_000;
	const broken = report.keys.filter(({ problem }) => problem !== null).length;
	return broken * 100 + report.missing.length;
}

/** One of many stations: what it lacks, and what that stops. */
export function stationLines(t: Translate<typeof strings>, report: StationReport): string[] {
	const station = safe(report.name, 80);
	const stops =
		report.blocked.length === 0 ? [] : [t('many.stops', { commands: commandList(report.blocked) })];
	if (report.failure !== null) return [t('many.badState', { station, why: t('many.silent') })];
	const problem = brokenKey(report)?.problem;
	if (problem !== undefined && problem !== null) {
		const why = t(problem.kind === 'key-rejected' ? 'many.rejected' : 'many.silent');
		return [t('many.badState', { station, why }), ...stops];
	}
	if (report.missing.length > 0)
		return [t('many.missingState', { station, number: report.missing.length }), ...stops];
	if (!report.takesKeys) return [t('many.answers', { station })];
	return [report.keys.length === 0 ? t('many.noKeys', { station }) : t('many.wellState', { station })];
}
