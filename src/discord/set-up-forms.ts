import type strings from '#locales/en-US/setup.ts';
import type { Draft } from '#src/stations/set-up/draft.ts';
import type { Translate } from '#src/words/translate.ts';
import { customId } from './custom-id.ts';
import type { Form, FormField } from './form.ts';
import { plain } from './text.ts';

type Words = Translate<typeof strings>;

/** An identifier of 16 signs, a colon and 32 more. */
const keyLength = 49;

/** Address and, for those who have them at hand, keys. What was typed before stands in it; keys never do. */
export function addressForm(t: Words, draftId: string, draft: Draft | undefined): Form {
	return {
		id: customId('setup', 'found', draftId),
		title: t('form.title'),
		text: t('forms.keysAre'),
		fields: [
			{
				id: 'address',
				label: t('form.address'),
				description: t('forms.addressHelp'),
				placeholder: 'https://radio.example.org',
				maxLength: 200,
				value: plain(draft?.typed ?? '', 200, 200),
			},
			...keyFields(t),
		],
	};
}

/** The keys of the server that answered. */
export function keysForm(t: Words, draftId: string, draft: Draft | undefined): Form {
	const host = plain(draft?.server?.host ?? '', 45, 100);
	return {
		id: customId('setup', 'checked', draftId),
		title: plain(t('forms.keysFor', { host }), 45, 45),
		text: t('forms.keysAre'),
		fields: keyFields(t),
	};
}

function keyFields(t: Words): FormField[] {
	const all = { required: false, maxLength: keyLength + 15 };
	return [
		{ id: 'station', label: t('form.station'), description: t('forms.stationHelp'), ...all },
		{ id: 'admin', label: t('form.admin'), description: t('forms.adminHelp'), ...all },
	];
}

/** Words of the names that are wanted among many stations. */
export function searchForm(t: Words, draftId: string): Form {
	return {
		id: customId('setup', 'searched', draftId),
		title: t('form.searchTitle'),
		fields: [{ id: 'text', label: t('form.search'), required: false, maxLength: 50 }],
	};
}
