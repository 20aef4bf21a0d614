import strings from '#locales/en-US/shared/posts.ts';
import { isLine, type Post } from '#src/posts/post.ts';
import { isThere } from '#src/posts/post-state.ts';
import type { PostStatus } from '#src/posts/posts.ts';
import type { Translate } from '#src/words/translate.ts';
import { moment } from './card.ts';
import type { Setting } from './command.ts';
import { pauseReason } from './post-notices.ts';
import { facts } from './song-lines.ts';

type PostWords = Translate<typeof strings>;

/** What a post does, in facts. */
export function postFacts(post: Omit<Post, 'id'> | Post, t: PostWords): string {
	return facts(...factsOf(post as Post, t));
}

function factsOf(post: Post, t: PostWords): (string | undefined)[] {
	switch (post.kind) {
		case 'card':
			return [
				t('facts.before', { count: post.lastSongs }),
				post.everything ? t('facts.everything') : undefined,
				post.pin ? t('facts.pin') : undefined,
			];
		case 'feed':
			return [
				post.everyMinutes === 0 ? t('facts.every') : t('facts.minutes', { count: post.everyMinutes }),
				post.everything ? t('facts.everything') : undefined,
				post.quiet === null ? undefined : t('facts.quiet', post.quiet),
			];
		case 'scheduled':
			return [
				t(`content.${post.content}`),
				`\`${post.cron}\``,
				post.timezone.replaceAll('_', '\\_'),
				t(`missed.${post.missed}`),
			];
		case 'topic':
			return [t('facts.topic')];
		case 'voice-status':
			return [t('facts.voice-status')];
	}
}

/** A post in the list: what and where, what it does, how it stands. */
export function postLines(
	{ post, automatic, state, nextAt }: PostStatus,
	{ services, locale, guildId }: Pick<Setting, 'services' | 'locale' | 'guildId'>,
): string[] {
	const t = services.words.in(locale, strings);
	const { messageId, paused, sending, lastAt } = state;
	const what = { kind: t(`kind.${post.kind}`), channel: `<#${post.channelId}>` };
	const link =
		post.kind === 'card' && messageId !== null
			? t('message', { url: `https://discord.com/channels/${guildId}/${state.channelId}/${messageId}` })
			: undefined;
	const stands =
		paused !== null
			? `${pauseReason(paused, services.words, locale)} ${t('since', { at: moment(paused.at, 'f') })}`
			: facts(
					link,
					post.kind === 'card' && messageId === null ? t(sending === null ? 'waits' : 'onItsWay') : undefined,
					isLine(post) && !isThere(post, state) ? t('waits') : undefined,
					post.kind === 'card' && post.pin && messageId !== null && !state.pinned
						? t('notPinned')
						: undefined,
					post.kind !== 'card' && lastAt !== null ? t('last', { at: moment(lastAt, 'R') }) : undefined,
					nextAt === undefined ? undefined : t('next', { at: moment(nextAt, 'f') }),
				);
	return [
		paused === null ? t('works', what) : t('stopped', what),
		`-# ${facts(postFacts(post, t), automatic ? t('automatic') : undefined)}`,
		stands === '' ? '' : `-# ${stands}`,
	];
}
