import { checkDueTimes } from '#src/schedule/due-times.ts';
import type { VoteShare } from '#src/stations/vote-share.ts';
import type { NewPost, PostKind, ScheduledPost } from './post.ts';

/** What somebody asks for, as it was typed; what is left out is as usual. */
export interface PostWish {
	kind: PostKind;
	channel: string;
	jingles?: boolean | undefined;
	before?: number | undefined;
	pin?: boolean | undefined;
	votes?: VoteShare | undefined;
	minutes?: number | undefined;
	quiet?: string | undefined;
	content?: ScheduledPost['content'] | undefined;
	times?: string | undefined;
	timezone?: string | undefined;
	missed?: ScheduledPost['missed'] | undefined;
}

export type WishProblem =
	/** These options do nothing for a post of this kind. */
	| { kind: 'does-not-fit'; options: string[] }
	| { kind: 'no-times' }
	| { kind: 'bad-times'; cron: string }
	| { kind: 'bad-timezone'; timezone: string }
	| { kind: 'bad-quiet'; quiet: string };

const ownOptions: Readonly<Record<PostKind, readonly (keyof PostWish)[]>> = {
	card: ['jingles', 'before', 'pin', 'votes'],
	feed: ['jingles', 'minutes', 'quiet', 'timezone'],
	scheduled: ['content', 'times', 'timezone', 'missed'],
	topic: [],
	'voice-status': [],
};

const usualSongsBefore = 5;

/** The post that is wished for, or what is wrong with the wish. `timezone`: of the station, where none was named. */
export function postOf(
	wish: PostWish,
	stationId: string,
	stationTimezone: string | null,
): NewPost | WishProblem {
	const { kind, channel } = wish;
	// What else the command takes, such as the station, is no part of the wish.
	const ofOthers: readonly string[] = Object.values(ownOptions)
		.flat()
		.filter((name) => !ownOptions[kind].includes(name));
	const given = Object.entries(wish).flatMap(([name, value]) => (value === undefined ? [] : [name]));
	const misfits = given.filter((name) => ofOthers.includes(name));
	if (misfits.length > 0) return { kind: 'does-not-fit', options: misfits };
	const timezone = wish.timezone?.trim() ?? stationTimezone ?? 'UTC';
	if (!isTimezone(timezone)) return { kind: 'bad-timezone', timezone };
	const place = { stationId, channelId: channel };
	switch (kind) {
		case 'card':
			return {
				...place,
				kind,
				lastSongs: wish.before ?? usualSongsBefore,
				everything: wish.jingles ?? false,
				pin: wish.pin ?? false,
			};
		case 'feed': {
			const span = wish.quiet === undefined ? null : quietSpan(wish.quiet);
			if (span === undefined) return { kind: 'bad-quiet', quiet: wish.quiet ?? '' };
			return {
				...place,
				kind,
				everything: wish.jingles ?? false,
				everyMinutes: wish.minutes ?? 0,
				quiet: span === null ? null : { ...span, timezone },
			};
		}
		case 'scheduled': {
			const cron = wish.times?.trim().replace(/\s+/g, ' ');
			if (cron === undefined || cron === '') return { kind: 'no-times' };
			if (!isCron(cron, timezone)) return { kind: 'bad-times', cron };
			const { content = 'now', missed = 'never' } = wish;
			return { ...place, kind, content, cron, timezone, missed };
		}
		case 'topic':
		case 'voice-status':
			return { ...place, kind };
	}
}

export function isProblem(result: NewPost | WishProblem): result is WishProblem {
	return !('stationId' in result);
}

/** `22-7`, `22:00 - 07:00`, `22.30–6`; undefined for what is no span. */
function quietSpan(typed: string): { from: string; to: string } | undefined {
	const [, fromHour, fromMinute, toHour, toMinute] =
		/^\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(typed) ?? [];
	const from = clockTime(fromHour, fromMinute);
	const to = clockTime(toHour, toMinute);
	return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

function clockTime(hour: string | undefined, minute = '00'): string | undefined {
	if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
	return `${hour.padStart(2, '0')}:${minute}`;
}

function isTimezone(timezone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: timezone });
		return timezone.length <= 64;
	} catch {
		return false;
	}
}

function isCron(cron: string, timezone: string): boolean {
	try {
		checkDueTimes({ cron, timezone });
		return cron.length <= 100;
	} catch {
		return false;
	}
}
