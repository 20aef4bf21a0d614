import { useContext, useState } from 'preact/hooks';
import { z } from 'zod';
import { Mark } from '../markdown/mark.tsx';
import { useChannel } from '../state/channel-context.ts';
import { Icon } from './icon.tsx';
import { MessageContext } from './message-context.ts';
import { piece } from './piece.tsx';

const schema = z.object({
	style: z.number(),
	label: z.string().optional(),
	emoji: z.object({ name: z.string().optional() }).optional(),
	custom_id: z.string().optional(),
	url: z.string().optional(),
	disabled: z.boolean().optional(),
});

const styles: Readonly<Record<number, string>> = {
	1: 'primary',
	2: 'secondary',
	3: 'success',
	4: 'danger',
	5: 'link',
};

export const button = piece(schema, (given) =>
	given.url === undefined ? <PressButton {...given} /> : <LinkButton {...given} url={given.url} />,
);

type Given = z.output<typeof schema>;

function PressButton({ style, label, emoji, custom_id: customId = '', disabled = false }: Given) {
	const { press } = useChannel();
	const messageId = useContext(MessageContext);
	const [isWaiting, setWaiting] = useState(false);
	const onClick = () => {
		if (isWaiting) return;
		setWaiting(true);
		void press(messageId, customId).finally(() => setWaiting(false));
	};
	return (
		<button
			type="button"
			class={`button is-${styles[style] ?? 'secondary'} ${isWaiting ? 'is-waiting' : ''}`}
			disabled={disabled}
			aria-busy={isWaiting}
			onClick={onClick}
		>
			{emoji?.name !== undefined && <Mark sign={emoji.name} />}
			<span>{label}</span>
		</button>
	);
}

function LinkButton({ label, emoji, url, disabled = false }: Given & { url: string }) {
	const { words } = useChannel();
	const inside = (
		<>
			{emoji?.name !== undefined && <Mark sign={emoji.name} />}
			<span>{label}</span>
			<Icon name="outside" />
		</>
	);
	if (disabled || !/^https?:\/\//i.test(url)) {
		return (
			<button type="button" class="button is-link" disabled>
				{inside}
			</button>
		);
	}
	return (
		<a class="button is-link" href={url} target="_blank" rel="noopener noreferrer">
			{inside}
			<span class="for-screen-readers">{words.message.opensNew}</span>
		</a>
	);
}
