import strings from '#locales/en-US/settings/edit.ts';
import type { Station } from '#src/stations/station.ts';
import type { Context } from './command.ts';
import type { AuditNote } from './reply.ts';
import type { Notice } from './station-settings-card.ts';

/**
 * Keeps the schedule of a station among the events of the Discord server, or no longer. The first look at the schedule comes at
 * once, so that a right that is missing is told to the one who can give it.
 */
export async function turnEvents(
	{ t, station, services }: Context<typeof strings, Station>,
	on: boolean,
): Promise<{ station: Station; notice: Notice; audit: AuditNote }> {
	const { events: count, refusal } = await services.events.turn(station, on);
	const saved = on ? t('changed.events', { count }) : t('changed.eventsOff');
	const why =
		refusal === undefined
			? undefined
			: t(`eventsRefused.${refusal === 'refused' || refusal === 'gone' ? 'other' : refusal}`);
	const notice = why === undefined ? { saved } : { why };
	const outcome = refusal === undefined ? 'done' : 'partly';
	return {
		station,
		notice,
		audit: { outcome, deed: 'events', what: [services.words.phrase(strings, on ? 'on' : 'off')] },
	};
}
