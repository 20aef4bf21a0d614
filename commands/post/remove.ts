import strings from '#locales/en-US/post/remove.ts';
import sharedPosts from '#locales/en-US/shared/posts.ts';
import { accent, card, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { postLines } from '#src/discord/post-lines.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { plain, safe } from '#src/discord/text.ts';
import { worded } from '#src/discord/wording.ts';
import type { Post, PostKind } from '#src/posts/post.ts';
import type { PostStatus } from '#src/posts/posts.ts';
import type { Station } from '#src/stations/station.ts';
import type { Wording } from '#src/words/phrase.ts';

type RemoveContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'settings',
	level: 'manager',
	uses: [],
	visibility: 'private',
	station: 'one',
	worthTelling: async ({ posts }, stations) =>
		(await posts.list(stations)).some(({ automatic }) => !automatic),
	options: { post: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { post }) => ask(context, post),
	suggest: {
		post: async (context, typed) => {
			const { station } = context;
			if (station === undefined) return [];
			const sought = typed.trim().toLowerCase();
			const posts = await context.services.posts.list([station]);
			return posts
				.map((status) => ({ name: label({ ...context, station }, status), value: status.post.id }))
				.filter(({ name }) => name.toLowerCase().includes(sought))
				.slice(0, 25);
		},
	},
	components: {
		ask: { answer: 'private', run: async (context) => ask(context, context.args[0] ?? '') },
		yes: {
			answer: 'update',
			question: true,
			changes: true,
			run: async (context) => remove(context, context.args[0] ?? ''),
		},
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('kept'), t('keptHelp')) },
	},
});

/** "Now playing · #radio", for lists without Markdown. */
function label(context: RemoveContext, { post }: PostStatus): string {
	const { services, locale } = context;
	return plain(worded(nameOf(context, post), { words: services.words, locale }), 100);
}

/** Without the channel if that is gone. */
function nameOf({ services, guildId }: RemoveContext, { kind, channelId }: Post): Wording {
	const channel = services.guilds.channels(guildId).find(({ id }) => id === channelId);
	return [
		services.words.phrase(sharedPosts, `kind.${kind}`),
		...(channel === undefined ? [] : [`#${channel.name}`]),
	];
}

/** `typed`: the id of a post, or what was typed without choosing. */
async function find(context: RemoveContext, typed: string): Promise<PostStatus | undefined> {
	const posts = await context.services.posts.list([context.station]);
	const sought = typed.trim().toLowerCase();
	const named = posts.filter((status) => label(context, status).toLowerCase() === sought);
	return posts.find(({ post }) => post.id === typed) ?? (named.length === 1 ? named[0] : undefined);
}

async function ask(context: RemoveContext, typed: string): Promise<Reply> {
	const { t, station } = context;
	const status = await find(context, typed);
	if (status === undefined) return card(accent.idle, text(t('none', { station: safe(station.name, 80) })));
	if (status.automatic) {
		const how = station.source === 'declared' ? t('automaticDeclared') : t('automaticStored');
		return card(accent.warn, text(`### ${t('automatic')}`), text(how));
	}
	const { post } = status;
	return question(context, {
		accent: 'warn',
		heading: t('ask'),
		what: [...postLines(status, context), t(whatBecomes(post.kind))].join('\n'),
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		args: [post.id],
		left: { heading: t('kept'), text: t('keptHelp') },
	});
}

function whatBecomes(kind: PostKind) {
	switch (kind) {
		case 'card':
			return 'cardGoes';
		case 'feed':
		case 'scheduled':
			return 'messagesStay';
		case 'topic':
			return 'topicBack';
		case 'voice-status':
			return 'statusGoes';
	}
}

async function remove(context: RemoveContext, postId: string): Promise<Reply> {
	const { t, station, services } = context;
	const status = await services.posts.status(station, postId);
	const what = status === undefined ? '' : nameOf(context, status.post);
	if (!(await services.posts.remove(station, postId)))
		return { ...card(accent.ok, text(`### ${t('gone')}`)), audit: { outcome: 'already', what } };
	return { ...card(accent.ok, text(`### ${t('removed')}`)), audit: { outcome: 'done', what } };
}
