import strings from '#locales/en-US/settings/edit.ts';
import type { StationDetails } from '#src/backends/radio-system.ts';
import { zoneNamed } from '#src/media/off-peak.ts';
import type { Station } from '#src/stations/station.ts';
import type { Translate } from '#src/words/translate.ts';
import { button } from './card.ts';
import type { Context, Pressed, Setting } from './command.ts';
import { customId } from './custom-id.ts';
import type { Form, FormField } from './form.ts';
import type { Reply } from './reply.ts';
import type { Notice } from './station-settings-card.ts';
import { plain, safe } from './text.ts';

type Words = Translate<typeof strings>;
type EditContext = Context<typeof strings, Station>;

const zoneLength = 60;
const dateLength = 10;
const keys = ['station', 'admin'] as const;

/** What the station's radio system does not tell, and somebody here can. */
function askedOf({ services }: Pick<Setting, 'services'>, { backend }: Station) {
	const system = services.setUp.systems.find(({ kind }) => kind === backend.kind);
	return { asks: system?.details ?? [], keyNames: system?.keyNames ?? [] };
}

/** Lines and buttons for what the radio system does not tell; none where it tells all. */
export function detailParts(setting: Setting, station: Station, t: Words) {
	const { asks } = askedOf(setting, station);
	const id = (action: string) => customId('settings edit', action, station.id);
	const { experimental = false, timezone, keyExpires = {} } = station.details ?? {};
	const ends = keys.flatMap((key) => {
		const date = keyExpires[key];
		return date === undefined ? [] : [t('details.ends', { key: t(`form.${key}`), date })];
	});
	const lines = [
		asks.includes('timezone') && timezone !== undefined
			? t('details.zoneLine', { zone: safe(timezone, zoneLength) })
			: undefined,
		...ends,
		asks.includes('experimental')
			? t(experimental ? 'details.experimentalOn' : 'details.experimentalOff')
			: undefined,
	].filter((line) => line !== undefined);
	const buttons = [
		asks.includes('timezone') || asks.includes('keyExpires')
			? button('secondary', t('buttons.details'), id('details'))
			: undefined,
		asks.includes('experimental')
			? button(
					'secondary',
					t(experimental ? 'buttons.experimentalOff' : 'buttons.experimentalOn'),
					id('experimental'),
				)
			: undefined,
	];
	return { lines, buttons };
}

/** Asks for the time zone and for the last days of the keys, as far as the radio system needs them. */
export function detailsForm(context: EditContext): Form {
	const { t, id, station } = context;
	const { asks, keyNames } = askedOf(context, station);
	const { timezone = '', keyExpires = {} } = station.details ?? {};
	const zone: FormField = {
		id: 'zone',
		label: t('offPeak.zone'),
		description: t('offPeak.zoneHelp'),
		required: false,
		maxLength: zoneLength,
		value: timezone,
	};
	const dates = keyNames.map(
		(key): FormField => ({
			id: key,
			label: plain(t('details.endsLabel', { key: t(`form.${key}`) }), 45, 45),
			description: t('details.dateHelp'),
			required: false,
			maxLength: dateLength,
			value: keyExpires[key] ?? '',
		}),
	);
	return {
		id: id('detailsTyped'),
		title: t('details.title'),
		fields: [...(asks.includes('timezone') ? [zone] : []), ...(asks.includes('keyExpires') ? dates : [])],
	};
}

/** Saves what was typed; or says what is wrong with it. */
export async function takeDetails(
	context: EditContext & Pressed,
): Promise<{ station: Station; notice: Notice } & Pick<Reply, 'audit'>> {
	const { t, station, fields } = context;
	const typed = (name: string) => (fields[name] ?? '').trim();
	const timezone = typed('zone') === '' ? undefined : zoneNamed(typed('zone'));
	if (typed('zone') !== '' && timezone === undefined)
		return { station, notice: { why: t('offPeak.badZone', { zone: safe(typed('zone'), zoneLength) }) } };
	const wrong = keys.find((key) => typed(key) !== '' && !isDate(typed(key)));
	if (wrong !== undefined)
		return { station, notice: { why: t('details.badDate', { date: safe(typed(wrong), 20) }) } };
	const keyExpires = Object.fromEntries(
		keys.filter((key) => typed(key) !== '').map((key) => [key, typed(key)]),
	);
	return saved(context, { timezone, keyExpires }, 'details.saved');
}

/** Lets calls be used that are nowhere described, or no longer. */
export async function turnExperimental(
	context: EditContext & Pressed,
): Promise<{ station: Station; notice: Notice } & Pick<Reply, 'audit'>> {
	const { station } = context;
	const on = station.details?.experimental !== true;
	return saved(context, { experimental: on }, on ? 'details.experimentalOn' : 'details.experimentalOff');
}

async function saved(
	{ t, services, station }: EditContext,
	change: StationDetails,
	what: 'details.saved' | 'details.experimentalOn' | 'details.experimentalOff',
) {
	const changed = await services.saved.changeDetails(station, change);
	return {
		station: changed,
		notice: { saved: t(what) },
		audit: { outcome: 'done', deed: 'details', what: [services.words.phrase(strings, what)] } as const,
	};
}

/** A day that there is, as `2027-01-31`. */
function isDate(text: string): boolean {
	const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
