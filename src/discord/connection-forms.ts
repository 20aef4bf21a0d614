import type strings from '#locales/en-US/settings/edit.ts';
import type { Station } from '#src/stations/station.ts';
import type { Context } from './command.ts';
import type { Form } from './form.ts';
import { keyFields } from './set-up-forms.ts';
import { plain } from './text.ts';

type EditContext = Context<typeof strings, Station>;

/** Asks for another address of the station, and for the keys that are to go there. */
export function addressChangeForm(context: EditContext): Form {
	const { t, id, station } = context;
	return {
		id: id('addressTyped'),
		title: t('form.addressTitle'),
		text: t('forms.addressText'),
		fields: [
			{
				id: 'address',
				label: t('form.address'),
				description: t('forms.addressHelp'),
				maxLength: 200,
				value: plain(station.url, 200, 200),
			},
			...fieldsFor(context),
		],
	};
}

/** Asks for new keys. */
export function keysChangeForm(context: EditContext): Form {
	const { t, id } = context;
	return {
		id: id('keysTyped'),
		title: t('form.keysTitle'),
		text: t('forms.keysText'),
		fields: fieldsFor(context),
	};
}

/** A field for each key that the station's radio system takes. */
function fieldsFor({ t, station, services }: EditContext) {
	const { kind } = station.backend;
	const system = services.setUp.systems.find((one) => one.kind === kind);
	return keyFields(t, system?.keyNames ?? [], {
		station: t('forms.stationHelp'),
		admin: t('forms.adminHelp'),
	});
}
