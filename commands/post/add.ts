import { z } from 'zod';
import strings from '#locales/en-US/post/add.ts';
import sharedPosts from '#locales/en-US/shared/posts.ts';
import { accent, button, type Card, card, moment, row, text } from '#src/discord/card.ts';
import { lineRights } from '#src/discord/channel-api.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { postFacts, postLines } from '#src/discord/post-lines.ts';
import { withoutButtons } from '#src/discord/post-preview.ts';
import { postProblemCard } from '#src/discord/post-problem.ts';
import { leftAlone } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { rightWord } from '#src/discord/right-word.ts';
import { safe } from '#src/discord/text.ts';
import { isLine, mostPosts, type NewPost, type Post, postKinds, scheduledContents } from '#src/posts/post.ts';
import { isThere } from '#src/posts/post-state.ts';
import { isProblem, type PostWish, postOf } from '#src/posts/post-wish.ts';
import type { PostStatus } from '#src/posts/posts.ts';
import { dueAfter } from '#src/schedule/due-times.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import { voteShares } from '#src/stations/vote-share.ts';

type AddContext = Context<typeof strings, Station>;

const missedChoices = ['never', 'once'] as const;
/** What posting takes; the history of the channel is where a message is found again. */
const neededRights = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory'] as const;

const wishSchema = z.object({
	kind: z.enum(postKinds),
	channel: z.string(),
	jingles: z.boolean().optional(),
	before: z.int().optional(),
	pin: z.boolean().optional(),
	votes: z.enum(voteShares).optional(),
	minutes: z.int().optional(),
	quiet: z.string().optional(),
	content: z.enum(scheduledContents).optional(),
	times: z.string().optional(),
	timezone: z.string().optional(),
	missed: z.enum(missedChoices).optional(),
});

export default defineCommand(strings, {
	group: 'settings',
	level: 'manager',
	uses: ['onAir.read'],
	partly: ['schedule.between'],
	visibility: 'private',
	station: 'one',
	options: {
		kind: { type: 'choice', values: postKinds, required: true },
		channel: { type: 'channel', required: true, voice: true },
		before: { type: 'integer', least: 0, most: 5 },
		pin: { type: 'boolean' },
		votes: { type: 'choice', values: voteShares },
		jingles: { type: 'boolean' },
		minutes: { type: 'integer', least: 0, most: 1_440 },
		quiet: { type: 'string', maxLength: 20 },
		content: { type: 'choice', values: scheduledContents },
		times: { type: 'string', maxLength: 100 },
		timezone: { type: 'string', maxLength: 64, suggested: true },
		missed: { type: 'choice', values: missedChoices },
	},
	execute: async (context, wish) => preview(context, wish),
	suggest: {
		timezone: async (_context, typed) => {
			const sought = typed.trim().toLowerCase().replaceAll(' ', '_');
			const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
			return zones
				.filter((zone) => zone.toLowerCase().includes(sought))
				.slice(0, 25)
				.map((zone) => ({ name: zone, value: zone }));
		},
	},
	components: {
		yes: { answer: 'update', changes: true, run: async (context) => add(context, context.args[0] ?? '') },
		no: { answer: 'update', run: async ({ t }) => leftAlone(t('left'), t('leftHelp')) },
	},
});

/** What would be posted, to look at before it is. */
async function preview(context: AddContext, wish: PostWish): Promise<Reply> {
	const { t, station, services } = context;
	const obstacle = await inTheWay(context, wish);
	if (obstacle !== undefined) return obstacle;
	const reading = await services.onAir.read(station);
	const post = postOf(wish, station.id, reading.state.facts.timezone);
	if (isProblem(post)) return postProblemCard(context, post);
	const named = { ...post, id: '00000000' } as Post;
	if (named.kind === 'scheduled' && named.content !== 'now') offeredRole(station, 'schedule');
	if (wish.votes !== undefined) offeredRole(station, 'playout');
	const drawn = await drawnAs(context, named, reading);
	const words = services.words.in(context.locale, sharedPosts);
	const firstAt = named.kind === 'scheduled' ? dueAfter(named, services.clock.now()) : undefined;
	const kept = await services.stash.put(JSON.stringify(wish));
	const heading = card(
		accent.calm,
		text(
			`## ${t('preview')}`,
			t('previewHelp', { kind: words(`kind.${post.kind}`), channel: `<#${post.channelId}>` }),
			`-# ${postFacts(post, words)}`,
			firstAt === undefined ? undefined : `-# ${t('firstAt', { at: moment(firstAt, 'f') })}`,
		),
		row(button('primary', t('yes'), context.id('yes', kept)), button('secondary', t('no'), context.id('no'))),
	);
	return { components: [...heading.components, ...withoutButtons(drawn)] };
}

async function drawnAs({ services, station }: AddContext, post: Post, reading: Reading): Promise<Card> {
	switch (post.kind) {
		case 'card':
			return services.postCards.card(post, station, reading, undefined);
		case 'feed':
			return services.postCards.feed(post, station, reading);
		case 'scheduled':
			return services.postCards.scheduled(post, station);
		case 'topic':
			return card(accent.calm, text(services.postCards.line(post, station, reading)));
		case 'voice-status':
			return card(accent.calm, text(safe(services.postCards.line(post, station, reading), 500)));
	}
}

async function add(context: AddContext, kept: string): Promise<Reply> {
	const { t, station, services } = context;
	const written = await services.stash.get(kept);
	const wish = written === undefined ? undefined : wishSchema.safeParse(JSON.parse(written)).data;
	if (wish === undefined) return card(accent.idle, text(`### ${t('old')}`), text(t('oldHelp')));
	const obstacle = await inTheWay(context, wish);
	if (obstacle !== undefined) return obstacle;
	const { timezone } = (await services.onAir.read(station)).state.facts;
	const post = postOf(wish, station.id, timezone);
	if (isProblem(post)) return postProblemCard(context, post);
	if (wish.votes !== undefined) await services.votes.setShare(station, wish.votes);
	return added(context, post, await services.posts.add(station, post));
}

function added(context: AddContext, post: NewPost, status: PostStatus | undefined): Reply {
	const { t, services, station } = context;
	if (status === undefined)
		return card(accent.warn, text(`### ${t('full', { count: mostPosts })}`), text(t('fullHelp')));
	const { state } = status;
	const seen = isThere(post, state);
	const heading = state.paused !== null ? t('addedPaused') : seen ? t('added') : t('addedUnseen');
	const kind = services.words.phrase(sharedPosts, `kind.${post.kind}`);
	return {
		...card(
			state.paused === null && seen ? accent.ok : accent.warn,
			text(`### ${heading}`),
			text(...postLines(status, context)),
		),
		audit: {
			outcome: seen && state.paused === null ? 'done' : 'unproven',
			what: [kind],
			station: { id: station.id, name: station.name },
		},
	};
}

/** What the bot may not do in the channel, by the names of Discord's own settings. */
async function inTheWay(
	context: AddContext,
	{ kind, channel: channelId }: PostWish,
): Promise<Reply | undefined> {
	const { t, services, guildId, locale } = context;
	const channel = `<#${channelId}>`;
	const held = services.guilds.rightsIn(guildId, channelId);
	const needed = kind === 'voice-status' ? 'voice' : 'text';
	if (held !== undefined && services.guilds.channelKind(guildId, channelId) !== needed)
		return card(
			accent.warn,
			text(`### ${t('wrongChannel')}`),
			text(t(`wrongChannelHelp.${needed}`, { channel })),
		);
	if (isLine({ kind })) {
		const all = await services.posts.list(services.stations.of(guildId));
		if (all.some(({ post }) => post.kind === kind && post.channelId === channelId))
			return card(accent.warn, text(`### ${t('taken', { channel })}`), text(t('takenHelp')));
	}
	const rightsFor = kind === 'topic' || kind === 'voice-status' ? lineRights[kind] : neededRights;
	const missing = rightsFor.filter((right) => held?.has(right) !== true);
	if (missing.length === 0) return undefined;
	const rights = missing.map((right) => `**${rightWord(services.words, locale, right)}**`).join(', ');
	return card(
		accent.bad,
		text(`### ${t(isLine({ kind }) ? 'lineRights' : 'rights', { channel })}`),
		text(held === undefined ? t('channelGone') : t('rightsHelp', { rights })),
		text(t('mend')),
	);
}
