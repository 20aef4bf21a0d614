import { useChannel } from '../state/channel-context.ts';
import { useSecond } from '../state/use-second.ts';
import { formatDistance, formatMoment } from './format-time.ts';

/** Times beyond this are not dates for a browser, nor for Discord. */
const furthest = 8.64e15;

/** A `<t:…>` in the viewer's own time zone; the relative style stays true by itself. */
export function Timestamp({ seconds, style }: { seconds: number; style: string }) {
	const { world, now } = useChannel();
	useSecond(style === 'R');
	const at = seconds * 1000;
	if (Math.abs(at) > furthest) return <span class="timestamp">Invalid Date</span>;
	const { locale } = world.viewer;
	const words = style === 'R' ? formatDistance(at, now(), locale) : formatMoment(at, style, locale);
	return (
		<time class="timestamp" dateTime={new Date(at).toISOString()} title={formatMoment(at, 'F', locale)}>
			{words}
		</time>
	);
}
