import { useChannel } from '../state/channel-context.ts';
import type { FailedCommand } from '../state/page-state.ts';
import { Avatar } from './avatar.tsx';
import { MessageHead, PrivateLine, UsedLine } from './message.tsx';

/** What stands where an answer should: the bot let the time go by, or the command could not be sent. */
export function FailedMessage({ failed, onDismiss }: { failed: FailedCommand; onDismiss: () => void }) {
	const { world } = useChannel();
	const viewer = world.people.find(({ id }) => id === world.viewer.id);
	return (
		<li class="message">
			<UsedLine name={viewer?.name ?? ''} command={failed.command} />
			<div class="message-avatar">
				<Avatar name={world.bot.name} isBot />
			</div>
			<div class="message-body">
				<MessageHead author={world.bot.name} at={failed.at} />
				<p class="failed">{failed.reason}</p>
				<PrivateLine onDismiss={onDismiss} />
			</div>
		</li>
	);
}
