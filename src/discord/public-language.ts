import strings from '#locales/en-US/settings/edit.ts';
import type { Station } from '#src/stations/station.ts';
import { languageName } from '#src/words/language-name.ts';
import type { Phrase } from '#src/words/phrase.ts';
import { type Part, select } from './card.ts';
import type { Context, Pressed, Setting } from './command.ts';
import type { AuditNote } from './reply.ts';
import type { Notice } from './station-settings-card.ts';

/** Stands for the Discord server's own language, among the names of languages. */
const own = 'own';

/** Chooses the language of what everybody reads on this Discord server. */
export function languageSelect(setting: Setting, customId: string): Part {
	const { services, locale } = setting;
	const t = services.words.in(locale, strings);
	const options = services.words.locales.map((one) => ({ label: languageName(one), value: one }));
	const chosen = chosenName(setting);
	return select(customId, t('language', { language: chosen }), [
		{ label: ownName(setting), value: own },
		...options,
	]);
}

/** What is chosen, by its name. */
export function chosenName(setting: Setting): string {
	const chosen = setting.services.languages.of(setting.guildId);
	return chosen === undefined ? ownName(setting) : languageName(chosen);
}

function ownName(setting: Setting): string {
	return setting.services.words.say(setting.locale, ownPhrase(setting));
}

function ownPhrase({ services, guildId }: Setting): Phrase {
	const language = languageName(services.words.nearest(services.guilds.locale(guildId)));
	return services.words.phrase(strings, 'languageOwn', { language });
}

/** Takes what was chosen, for those who may manage the Discord server; what stands in channels is drawn anew in that language. */
export async function takeLanguage(
	context: Context<typeof strings, Station> & Pressed,
): Promise<{ station: Station; notice: Notice; audit?: AuditNote }> {
	const { t, station, services, guildId, person, values } = context;
	const [value] = values;
	const locale = services.words.locales.find((one) => one === value);
	if (!person.managesServer || (locale === undefined && value !== own)) return { station, notice: {} };
	await services.languages.choose(guildId, locale);
	for (const { id } of services.stations.of(guildId)) services.posts.refresh(id);
	const notice = { saved: t('changed.language', { language: chosenName(context) }) };
	const what = locale === undefined ? [ownPhrase(context)] : languageName(locale);
	return { station, notice, audit: { outcome: 'done', deed: 'language', what } };
}
