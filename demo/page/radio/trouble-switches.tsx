import { type Trouble, troubles } from '../wire.ts';
import type { PageWords } from '../words.ts';

interface TroubleSwitchesProps {
	on: readonly Trouble[];
	words: PageWords['radio'];
	onTurn: (trouble: Trouble, isOn: boolean) => void;
}

/** What can go wrong, each with a switch that stays on until it is taken back. */
export function TroubleSwitches({ on, words, onTurn }: TroubleSwitchesProps) {
	return (
		<fieldset class="troubles">
			<legend>{words.troubles}</legend>
			{troubles.map((trouble) => (
				<label>
					<input
						type="checkbox"
						role="switch"
						checked={on.includes(trouble)}
						onChange={({ currentTarget }) => onTurn(trouble, currentTarget.checked)}
					/>
					<span>{words.trouble[trouble]}</span>
				</label>
			))}
		</fieldset>
	);
}
