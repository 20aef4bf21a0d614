import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useChannel } from '../state/channel-context.ts';
import type { FailedCommand, PageState } from '../state/page-state.ts';
import type { PageMessage } from '../wire.ts';
import { FailedMessage } from './failed-message.tsx';
import { Message } from './message.tsx';

interface MessageListProps {
	state: PageState;
	onDropFailed: (id: number) => void;
}

/** How close to its end the list counts as read to the end. */
const nearEndPx = 80;

/** The messages of one channel; stays at the end as long as its reader is there. */
export function MessageList({ state, onDropFailed }: MessageListProps) {
	const { world, words } = useChannel();
	const scroller = useRef<HTMLDivElement>(null);
	const isAtEnd = useRef(true);
	const lastTop = useRef(0);
	const channel = world.channels.find(({ id }) => id === state.channelId);
	const entries = inOrder(state, world.messages);

	const goToEnd = () => {
		const element = scroller.current;
		if (element !== null && isAtEnd.current) element.scrollTop = element.scrollHeight;
	};
	useLayoutEffect(() => {
		isAtEnd.current = true;
		goToEnd();
	}, [state.channelId, entries.length]);
	useEffect(() => {
		// Pictures come late and answers grow; the end must stay in sight then, too.
		const watcher = new ResizeObserver(goToEnd);
		for (const element of [scroller.current, scroller.current?.firstElementChild]) {
			if (element !== null && element !== undefined) watcher.observe(element);
		}
		return () => watcher.disconnect();
	}, []);
	const onScroll = ({ currentTarget }: { currentTarget: HTMLDivElement }) => {
		const { scrollHeight, scrollTop, clientHeight } = currentTarget;
		if (scrollHeight - scrollTop - clientHeight < nearEndPx) isAtEnd.current = true;
		// Away from the end without having moved up: a message has grown since, and nobody has left the end.
		else if (scrollTop < lastTop.current) isAtEnd.current = false;
		lastTop.current = scrollTop;
	};

	return (
		<div class="messages" ref={scroller} onScroll={onScroll} tabIndex={-1}>
			<div class="messages-inner">
				<div class="welcome">
					<h2>
						{words.message.welcome}
						{channel?.name}
					</h2>
					<p class="on-wide">{words.message.welcomeText}</p>
					<p class="on-narrow">{words.message.welcomeNarrow}</p>
				</div>
				<ol aria-label={words.message.list} aria-live="polite" aria-relevant="additions">
					{entries.map((entry) =>
						'reason' in entry ? (
							<FailedMessage
								key={`failed-${entry.id}`}
								failed={entry}
								onDismiss={() => onDropFailed(entry.id)}
							/>
						) : (
							<Message key={entry.id} message={entry} hasFailed={state.failedMessages.has(entry.id)} />
						),
					)}
				</ol>
			</div>
		</div>
	);
}

function inOrder(state: PageState, messages: PageMessage[]): (PageMessage | FailedCommand)[] {
	const here = <T extends { channelId: string }>(all: T[]) =>
		all.filter(({ channelId }) => channelId === state.channelId);
	return [...here(messages), ...here(state.failedCommands)].toSorted((a, b) => a.at - b.at);
}
