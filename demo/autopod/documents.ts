import { dateText, type Plan, type Showing, timeText } from './plan.ts';
import type { SimulatedEpisode, SimulatedShow, World } from './world.ts';

const dayCodes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const seconds = (ms: number) => Math.floor(ms / 1000);

export function nowPlayingDocument({ plan, shows, clock }: World) {
	const now = clock.now();
	const current = plan.current(now);
	if (current === null) return { is_live: false, current: null, next: null };
	const next = plan.after(now);
	const document = ({ slot, start, end }: Showing) => {
		const show = shows.find(({ id }) => id === slot.showId);
		return {
			title: show?.title ?? '',
			show_id: slot.showId,
			description: show?.description ?? '',
			image: show?.image ?? '',
			start_time: seconds(start),
			end_time: slot.isOpenEnded === true ? 0 : seconds(end),
		};
	};
	return { is_live: true, current: document(current), next: next === null ? null : document(next) };
}

/** Seven days from today and `offset` days on. No time zone, no year. */
export function scheduleDocument({ plan, shows, clock }: World, offset: number) {
	const now = clock.now();
	const row = (showing: Showing, date: ReturnType<Plan['day']>) => {
		const { slot, start, end } = showing;
		const show = shows.find(({ id }) => id === slot.showId);
		return {
			show_id: slot.showId,
			title: show?.title ?? '',
			image: show?.image ?? '',
			day: dayCodes[date.weekday - 1] ?? '',
			start_time: timeText(slot.start),
			end_time: timeText(slot.end),
			start_minutes: slot.start,
			end_minutes: slot.end,
			is_current: start <= now && now < end,
			is_past: end <= now,
		};
	};
	const days = Array.from({ length: 7 }, (_, i) => {
		const date = plan.day(now, offset + i);
		const { date: text, dayName } = dateText(date);
		return {
			date: text,
			day_name: dayName,
			is_today: offset + i === 0,
			shows: plan.showingsOn(date).map((showing) => row(showing, date)),
		};
	});
	return { days, current_week: plan.weekOf(plan.day(now, 0)), number_of_weeks: plan.numberOfWeeks };
}

export function showDocument({ id, title, description, image, published, presenter }: SimulatedShow) {
	return { id, title, description, image, published, presenter };
}

export function episodeDocument(episode: SimulatedEpisode, shows: readonly SimulatedShow[]) {
	return {
		id: episode.id,
		title: episode.title,
		description: episode.description,
		image: episode.image,
		datetime: episode.datetime,
		audio_url: episode.audioUrl,
		audio_length: episode.bytes,
		show: shows.find(({ id }) => id === episode.showId)?.title ?? '',
		show_id: episode.showId,
	};
}
