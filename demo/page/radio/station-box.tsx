import { useMemo } from 'preact/hooks';
import { timeNow } from '../state/page-time.ts';
import { useSecond } from '../state/use-second.ts';
import type { RadioStation, RadioSwitch } from '../wire.ts';
import type { PageWords } from '../words.ts';

interface StationBoxProps {
	station: RadioStation;
	/** The radio server's clock when this was seen. */
	seenAt: number;
	/** How fast that clock goes. */
	speed: number;
	words: PageWords['radio'];
	turn: (to: RadioSwitch) => void;
}

/** One station as it is, not as the bot believes it to be. */
export function StationBox({ station, seenAt, speed, words, turn }: StationBoxProps) {
	useSecond();
	const time = useMemo(() => ({ shown: seenAt, since: Date.now(), speed }), [seenAt, speed]);
	const { onAir, isRunning, dj } = station;
	const state = !station.isEnabled
		? words.disabled
		: !isRunning
			? words.offAir
			: dj === null
				? words.onAir
				: `${words.live}: ${dj}`;
	const switches: [string, RadioSwitch][] = station.isEnabled
		? [
				[words.skip, 'skip'],
				dj === null ? [words.goLive, 'go-live'] : [words.endLive, 'end-live'],
				station.takesRequests ? [words.requestsOff, 'requests-off'] : [words.requestsOn, 'requests-on'],
				isRunning ? [words.stop, 'stop-station'] : [words.start, 'start-station'],
				[words.disable, 'disable-station'],
			]
		: [[words.enable, 'enable-station']];
	return (
		<section class="station" aria-label={station.name}>
			<header>
				<h3>{station.name}</h3>
				<small>
					{state} · {station.listeners} {words.listeners}
					{!station.isPublic && ` · ${words.private}`}
				</small>
			</header>
			{isRunning && onAir !== null ? (
				<>
					<p class="song">
						<b>{onAir.title}</b>
						<span>
							{onAir.artist}
							{onAir.isRequested && ` · ${words.requested}`}
						</span>
					</p>
					<Elapsed
						elapsedMs={timeNow(time) - onAir.startedAt}
						durationMs={onAir.durationMs}
						title={onAir.title}
					/>
				</>
			) : (
				<p class="song">{words.nothing}</p>
			)}
			{station.queue.length > 0 && (
				<>
					<h4>{words.queue}</h4>
					<ol class="station-queue">
						{station.queue.map((song) => (
							<li>
								{song.artist === '' ? song.title : `${song.artist} – ${song.title}`}
								{song.isRequested && <small> · {words.requested}</small>}
							</li>
						))}
					</ol>
				</>
			)}
			<div class="switches">
				{switches.map(([label, to]) => (
					<button type="button" class="button is-secondary is-small" onClick={() => turn(to)}>
						{label}
					</button>
				))}
			</div>
		</section>
	);
}

function Elapsed({ elapsedMs, durationMs, title }: { elapsedMs: number; durationMs: number; title: string }) {
	// A DJ's songs have no known length.
	if (durationMs <= 0) return <p class="elapsed">{clockTime(elapsedMs)}</p>;
	const elapsed = Math.min(Math.max(elapsedMs, 0), durationMs);
	return (
		<p class="elapsed">
			<progress max={durationMs} value={elapsed} aria-label={title} />
			<span>
				{clockTime(elapsed)} / {clockTime(durationMs)}
			</span>
		</p>
	);
}

function clockTime(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
