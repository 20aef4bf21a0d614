import type strings from '#locales/en-US/setup.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { Draft } from '#src/stations/set-up/draft.ts';
import type { Translate } from '#src/words/translate.ts';
import { customId } from './custom-id.ts';
import type { Form, FormField } from './form.ts';
import type { SystemWords } from './system-words.ts';
import { plain } from './text.ts';

type Words = Translate<typeof strings>;

/** Longer than the keys of all systems that are known. */
const keyLength = 100;

/** What the forms say and ask of the draft's radio system. */
export interface FormSystem {
	keyNames: readonly KeyName[];
	usualAddress: string | undefined;
	words: SystemWords;
}

/** Address and, for those who have them at hand, keys. What was typed before stands in it; keys never do. */
export function addressForm(t: Words, draftId: string, draft: Draft | undefined, system: FormSystem): Form {
	const typed = draft?.typed === '' ? undefined : draft?.typed;
	return {
		id: customId('setup', 'found', draftId),
		title: t('form.title'),
		...about(system),
		fields: [
			{
				id: 'address',
				label: t('form.address'),
				description: t('forms.addressHelp'),
				placeholder: 'https://radio.example.org',
				maxLength: 200,
				value: plain(typed ?? system.usualAddress ?? '', 200, 200),
			},
			...keyFields(t, system.keyNames, helpOf(system)),
		],
	};
}

/** The keys of the server that answered. */
export function keysForm(t: Words, draftId: string, draft: Draft | undefined, system: FormSystem): Form {
	const host = plain(draft?.server?.host ?? '', 45, 100);
	return {
		id: customId('setup', 'checked', draftId),
		title: plain(t('forms.keysFor', { host }), 45, 45),
		...about(system),
		fields: keyFields(t, system.keyNames, helpOf(system)),
	};
}

function about({ words }: FormSystem): { text?: string } {
	const text = words.say('keysAre');
	return text === '' ? {} : { text };
}

function helpOf({ words }: FormSystem): Record<KeyName, string> {
	return { station: words.say('stationHelp'), admin: words.say('adminHelp') };
}

/** A field for each key that the radio system takes. */
export function keyFields(
	t: (key: 'form.station' | 'form.admin') => string,
	keyNames: readonly KeyName[],
	described: Record<KeyName, string>,
): FormField[] {
	return keyNames.map((name) => ({
		id: name,
		label: t(`form.${name}`),
		...(described[name] === '' ? {} : { description: described[name] }),
		required: false,
		maxLength: keyLength,
	}));
}

/** Words of the names that are wanted among many stations. */
export function searchForm(t: Words, draftId: string): Form {
	return {
		id: customId('setup', 'searched', draftId),
		title: t('form.searchTitle'),
		fields: [{ id: 'text', label: t('form.search'), required: false, maxLength: 50 }],
	};
}
