import type { ComponentChildren } from 'preact';
import { drawComponent } from '../cards/draw-component.tsx';
import { FileBox } from '../cards/file-box.tsx';
import { Icon } from '../cards/icon.tsx';
import { MessageContext } from '../cards/message-context.ts';
import { Mark } from '../markdown/mark.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { useChannel } from '../state/channel-context.ts';
import type { PageMessage } from '../wire.ts';
import { Avatar } from './avatar.tsx';

/** One message of the bot's, with the line above it that says who asked for it. */
export function Message({ message, hasFailed }: { message: PageMessage; hasFailed: boolean }) {
	const { words, dismiss } = useChannel();
	const { usedBy } = message;
	return (
		<li class={`message ${message.pingsViewer ? 'pings' : ''}`} data-message={message.id}>
			{usedBy !== null && <UsedLine name={usedBy.name} command={usedBy.command} />}
			<div class="message-avatar">
				<Avatar name={message.author} isBot />
			</div>
			<div class="message-body">
				<MessageHead author={message.author} at={message.at} />
				{message.isThinking ? <Thinking name={message.author} /> : <MessageContent message={message} />}
				{hasFailed && <p class="failed">{words.message.failed}</p>}
				{message.isPrivate && !message.isThinking && (
					<PrivateLine onDismiss={dismiss && (() => dismiss(message.id))} />
				)}
			</div>
		</li>
	);
}

export function UsedLine({ name, command }: { name: string; command: string }) {
	const { words } = useChannel();
	return (
		<div class="used-line">
			<Avatar name={name} isSmall />
			<b>{name}</b> {words.message.used} <span class="mention">/{command}</span>
		</div>
	);
}

export function MessageHead({ author, at }: { author: string; at: number }) {
	const { words, world } = useChannel();
	const { locale } = world.viewer;
	const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
	const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(at);
	return (
		<div class="message-head">
			<h3>{author}</h3>
			<span class="app-badge">{words.message.app}</span>
			<time dateTime={new Date(at).toISOString()} title={full}>
				{time}
			</time>
		</div>
	);
}

/** @param onDismiss what takes the message away, if something does */
export function PrivateLine({ onDismiss }: { onDismiss: (() => void) | undefined }) {
	const { words } = useChannel();
	return (
		<div class="private-line">
			<Icon name="eye" />
			<span>{words.message.private}</span>
			{onDismiss !== undefined && (
				<>
					<span aria-hidden="true">·</span>
					<button type="button" class="link" onClick={onDismiss}>
						{words.message.dismiss}
					</button>
				</>
			)}
		</div>
	);
}

function MessageContent({ message }: { message: PageMessage }) {
	const { words } = useChannel();
	// A component that shows a file has it in the list of attachments too.
	const drawn = JSON.stringify(message.components);
	const loose = message.attachments.filter(({ url }) => !drawn.includes(JSON.stringify(url)));
	return (
		<MessageContext.Provider value={message.id}>
			<div class="message-content">
				{message.content !== '' && <Markdown text={message.content} />}
				{message.embedCount > 0 && <p class="note">{words.message.embeds}</p>}
				{message.components.map(drawComponent)}
				{loose.map(({ name, url, size }) => (
					<FileBox name={name} url={url} size={size} />
				))}
				{message.reactions.length > 0 && (
					<ul class="reactions" aria-label={words.message.reactions}>
						{message.reactions.map(({ emoji, count }) => (
							<li>
								<Mark sign={emoji} /> {count}
							</li>
						))}
					</ul>
				)}
				{message.isEdited && message.content !== '' && <small class="edited">{words.message.edited}</small>}
			</div>
		</MessageContext.Provider>
	);
}

function Thinking({ name }: { name: string }): ComponentChildren {
	const { words } = useChannel();
	return (
		<p class="thinking">
			<span class="dots" aria-hidden="true">
				<i />
				<i />
				<i />
			</span>
			{name} {words.message.thinking}
		</p>
	);
}
