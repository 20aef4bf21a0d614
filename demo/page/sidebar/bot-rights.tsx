import { type BotRight, botRights, type PageWorld } from '../wire.ts';
import type { PageWords } from '../words.ts';

interface BotRightsProps {
	channel: PageWorld['channels'][number];
	words: PageWords['page'];
	onChange: (right: BotRight, isHeld: boolean) => void;
}

/** What the bot may do in the channel that is open, to be taken away as a moderator would. */
export function BotRights({ channel, words, onChange }: BotRightsProps) {
	return (
		<details class="bot-rights">
			<summary>
				{words.botRights} #{channel.name}
			</summary>
			<fieldset>
				<legend class="for-screen-readers">
					{words.botRights} #{channel.name}
				</legend>
				{botRights.map((right) => (
					<label>
						<input
							type="checkbox"
							checked={!channel.denied.includes(right)}
							onChange={({ currentTarget }) => onChange(right, currentTarget.checked)}
						/>
						{words.rights[right]}
					</label>
				))}
			</fieldset>
		</details>
	);
}
