import strings from '#locales/en-US/settings/edit.ts';
import { hourOf } from '#src/alerts/alert-rules.ts';
import { zoneNamed } from '#src/media/off-peak.ts';
import type { Station } from '#src/stations/station.ts';
import type { Wording } from '#src/words/phrase.ts';
import type { Context, Pressed } from './command.ts';
import type { Form } from './form.ts';
import type { AuditNote } from './reply.ts';
import type { Notice } from './station-settings-card.ts';
import { safe } from './text.ts';

type EditContext = Context<typeof strings, Station>;

const hourLength = 5;
const zoneLength = 60;

/** Asks for the hours in which the whole library is read by schedule. */
export function offPeakForm({ t, id, station, services }: EditContext): Form {
	const set = services.offPeak.of(station);
	const zone = services.onAir.known(station)?.state.facts.timezone ?? 'UTC';
	const optional = { required: false };
	return {
		id: id('offPeakTyped'),
		title: t('offPeak.title'),
		text: t('offPeak.text'),
		fields: [
			{ id: 'from', label: t('offPeak.from'), maxLength: hourLength, value: set?.from ?? '', ...optional },
			{ id: 'to', label: t('offPeak.to'), maxLength: hourLength, value: set?.to ?? '', ...optional },
			{
				id: 'zone',
				label: t('offPeak.zone'),
				description: t('offPeak.zoneHelp'),
				maxLength: zoneLength,
				value: set?.timezone ?? zone,
				...optional,
			},
		],
	};
}

/** Saves what was typed; or says what is wrong with it. */
export async function takeOffPeak(
	context: EditContext & Pressed,
): Promise<{ notice: Notice; audit?: AuditNote }> {
	const { t, station, services, fields } = context;
	const typed = (name: string) => (fields[name] ?? '').trim();
	const audit = (what: Wording): AuditNote => ({ outcome: 'done', deed: 'offPeak', what });
	if (typed('from') === '' && typed('to') === '') {
		await services.offPeak.set(station, undefined);
		return {
			notice: { saved: t('offPeak.never') },
			audit: audit([services.words.phrase(strings, 'offPeak.any')]),
		};
	}
	const [from, to] = [hourOf(typed('from')), hourOf(typed('to'))];
	if (from === undefined || to === undefined || from === to)
		return { notice: { why: t('offPeak.badHours') } };
	const timezone = zoneNamed(typed('zone') || 'UTC');
	if (timezone === undefined)
		return { notice: { why: t('offPeak.badZone', { zone: safe(typed('zone'), zoneLength) }) } };
	await services.offPeak.set(station, { from, to, timezone });
	const hours = { from, to, zone: safe(timezone, zoneLength) };
	return {
		notice: { saved: t('offPeak.saved', hours) },
		audit: audit(`${from}–${to} ${timezone}`),
	};
}
