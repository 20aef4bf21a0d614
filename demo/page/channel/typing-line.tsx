import { useChannel } from '../state/channel-context.ts';
import { useSecond } from '../state/use-second.ts';

/** That the bot is typing, for as long as Discord's client would show it; the line is there at all times, so that nothing moves. */
export function TypingLine({ until }: { until: number }) {
	const { words, world } = useChannel();
	const isTyping = Date.now() < until;
	useSecond(isTyping);
	return (
		<p class="typing" role="status">
			{isTyping && `${world.bot.name} ${words.message.typing}`}
		</p>
	);
}
