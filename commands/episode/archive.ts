import strings from '#locales/en-US/episode/archive.ts';
import shared from '#locales/en-US/shared/episodes.ts';
import type { Episode } from '#src/backends/roles/episodes.ts';
import { accent, card, select, text } from '#src/discord/card.ts';
import type { Choice, Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { episodeFacts, titleOfEpisode } from '#src/discord/episode-lines.ts';
import { ask, leftAlone } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { facts } from '#src/discord/song-lines.ts';
import { plain, safe } from '#src/discord/text.ts';
import { unprovenCard } from '#src/discord/unproven-card.ts';
import { idIn, showValue } from '#src/stations/choose-show.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { archiveEpisode } from '#src/stations/publishing.ts';
import type { Station } from '#src/stations/station.ts';

type ArchiveContext = Context<typeof strings, Station>;

const most = 25;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['episodes.archive', 'episodes.find', 'episodes.search'],
	partly: ['episodes.page'],
	visibility: 'private',
	station: 'one',
	options: { episode: { type: 'string', required: true, maxLength: 200, suggested: true } },
	execute: async (context, { episode }) => begin(context, episode),
	suggest: { episode: async (context, typed) => suggestEpisodes(context, typed) },
	components: {
		pick: { answer: 'update', run: async (context) => begin(context, context.values[0] ?? '') },
		yes: { answer: 'update', question: true, changes: true, run: async (context) => archive(context) },
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('kept'), t('keptHelp')) },
	},
});

/** The newest while nothing was typed; a search takes at least two letters. */
async function suggestEpisodes(
	{ services, station, locale }: Context<typeof strings, Station | undefined>,
	typed: string,
): Promise<Choice[]> {
	const role = station?.backend.episodes;
	if (station === undefined || role === undefined) return [];
	const wanted = typed.trim().toLowerCase();
	const found = await services.recent.read(`episodes ${station.id} ${wanted.slice(0, 50)}`, async () =>
		wanted.length < 2 ? (await role.page({ perPage: most })).rows : role.search(wanted, most),
	);
	return found.map((episode) => ({
		name: plain(facts(episode.title, episode.show, dayOf(episode, locale)), 100),
		value: showValue(episode),
	}));
}

function dayOf({ at }: Episode, locale: string): string | undefined {
	return at === null
		? undefined
		: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

async function begin(context: ArchiveContext, typed: string): Promise<Reply> {
	const { t, id, station, services, locale } = context;
	const off = await unprovenCard(context, station, 'episodes.archive', t('failed'));
	if (off !== undefined) return off;
	const words = services.words.in(locale, shared);
	const role = offeredRole(station, 'episodes');
	const wanted = idIn(typed);
	const found = wanted === undefined ? await role.search(typed, most) : [await role.find(wanted)];
	const episodes = found.filter((episode) => episode !== null);
	const [episode, another] = episodes;
	if (episode === undefined) {
		const none = words('noEpisode', { station: safe(station.name, 80), text: safe(wanted ?? typed, 80) });
		return card(accent.calm, text(none));
	}
	if (another !== undefined) {
		const options = episodes.map((one) => ({
			label: plain(one.title, 100) || '?',
			value: showValue(one),
			description: plain(facts(one.show, dayOf(one, locale)), 100) || '?',
		}));
		const choose = select(id('pick'), words('chooseEpisode'), options);
		return card(accent.calm, text(`## ${words('whichEpisode')}`), choose);
	}
	return ask(context, {
		heading: t('ask', { title: titleOfEpisode(episode, words) }),
		what: t('what', { label: station.backend.label }),
		points: [episodeFacts(episode, locale) || undefined],
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		args: [episode.id],
		left: { heading: t('kept'), text: t('keptHelp') },
	});
}

async function archive(context: ArchiveContext & Pressed): Promise<Reply> {
	const { t, station, services } = context;
	const [id = ''] = context.args;
	const role = offeredRole(station, 'episodes');
	const episode = await role.find(id);
	if (episode === null) {
		const gone = card(accent.ok, text(`### ${t('gone')}`), text(t('goneHelp')));
		return { ...gone, audit: { outcome: 'already' } };
	}
	const { title } = episode;
	await archiveEpisode(
		{
			find: async (one) => role.find(one),
			archive: async (one) => services.proofs.using(station, 'episodes.archive', () => role.archive(one)),
		},
		id,
	);
	const { label } = station.backend;
	const done = card(
		accent.ok,
		text(`### ${t('archived')}`),
		text(t('archivedHelp', { title: safe(title, 120), label })),
	);
	return { ...done, audit: { outcome: 'done', what: title } };
}
