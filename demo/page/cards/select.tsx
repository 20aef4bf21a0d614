import { useContext, useState } from 'preact/hooks';
import type { z } from 'zod';
import { useChannel } from '../state/channel-context.ts';
import { MessageContext } from './message-context.ts';
import { piece } from './piece.tsx';
import { SelectMenu } from './select-menu.tsx';
import { selectable, selectSchema } from './select-options.ts';

/** A select in a message: what is chosen goes to the bot as soon as the list closes. */
export const select = piece(selectSchema, (given) => <MessageSelect {...given} />);

function MessageSelect(given: z.output<typeof selectSchema>) {
	const { select: choose, world, words } = useChannel();
	const messageId = useContext(MessageContext);
	const [isWaiting, setWaiting] = useState(false);
	const send = (values: string[]) => {
		setWaiting(true);
		void choose(messageId, given.custom_id, values).finally(() => setWaiting(false));
	};
	return (
		<SelectMenu
			options={selectable(given, world)}
			label={given.placeholder ?? words.select.choose}
			min={given.min_values}
			max={given.max_values}
			isDisabled={given.disabled || isWaiting}
			onChosen={send}
		/>
	);
}
