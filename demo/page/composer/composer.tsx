import { useState } from 'preact/hooks';
import type { Command } from '../wire.ts';
import { CommandField } from './command-field.tsx';
import type { CommandDraft, OptionValue } from './draft.ts';
import { DraftLine } from './draft-line.tsx';

interface ComposerProps {
	channelId: string;
	channelName: string;
	draft: CommandDraft | null;
	setDraft: (draft: CommandDraft | null) => void;
	onSend: (command: Command, values: Record<string, OptionValue>) => void;
}

/** The line at the bottom: first the search for a command, then its options. */
export function Composer({ channelId, channelName, draft, setDraft, onSend }: ComposerProps) {
	const [before, setBefore] = useState<'nothing' | 'sent' | 'left'>('nothing');
	if (draft === null) {
		return (
			<div class="composer">
				<CommandField channelName={channelName} before={before} onStart={setDraft} />
			</div>
		);
	}
	return (
		<div class="composer">
			<DraftLine
				draft={draft}
				channelId={channelId}
				onChange={setDraft}
				onSend={(values) => {
					setBefore('sent');
					setDraft(null);
					onSend(draft.command, values);
				}}
				onLeave={() => {
					setBefore('left');
					setDraft(null);
				}}
			/>
		</div>
	);
}
