/** What a language is called by those who speak it: `Deutsch`, `français`, `português (Brasil)`. */
export function languageName(locale: string): string {
	return (
		new Intl.DisplayNames([locale], { type: 'language', languageDisplay: 'standard' }).of(locale) ?? locale
	);
}
