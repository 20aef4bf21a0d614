import strings from '#locales/en-US/station/report.ts';
import { accent, card, text } from '#src/discord/card.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { pacedProgress } from '#src/discord/progress.ts';
import { reportCard } from '#src/discord/report-card.ts';
import { zoneOf } from '#src/discord/station-zone.ts';
import { reportsFromHistory } from '#src/stations/history-report.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { readReport } from '#src/stations/station-report.ts';

const usualDays = 7;
const mostDays = 90;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['reports.listeners', 'reports.mostPlayed', 'reports.players', 'reports.plays', 'onAir.read'],
	orElse: ['history.all', 'onAir.read'],
	visibility: 'private',
	station: 'one',
	options: { days: { type: 'integer', least: 1, most: mostDays } },
	execute: async (context, { days = usualDays }) => {
		const { t, station, services } = context;
		const timezone = await zoneOf(station, services);
		const { reports = reportsFromHistory(offeredRole(station, 'history'), timezone) } = station.backend;
		const progress = pacedProgress(context);
		const working = (plays: number) => () =>
			card(
				accent.calm,
				text(`### ${t('working')}`),
				text(plays === 0 ? undefined : t('read', { count: plays })),
			);
		await progress(working(0));
		const report = await readReport(reports, {
			days,
			timezone,
			now: services.clock.now(),
			onProgress: (plays) => progress(working(plays)),
		});
		return reportCard(report, station, timezone, context);
	},
});
