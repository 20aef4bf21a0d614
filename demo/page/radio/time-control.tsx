import type { Speed } from '../wire.ts';
import type { PageWords } from '../words.ts';

interface TimeControlProps {
	speed: Speed;
	words: PageWords['radio'];
	onTurn: (speed: Speed) => void;
}

const speeds = [0, 1, 10] as const;

/** How fast the time of the playground goes: the radio servers, the Discord and the bot all go by it. */
export function TimeControl({ speed, words, onTurn }: TimeControlProps) {
	return (
		<fieldset class="time">
			<legend>{words.time}</legend>
			{speeds.map((one) => (
				<label>
					<input type="radio" name="speed" checked={one === speed} onChange={() => onTurn(one)} />
					<span>{words.speeds[one]}</span>
				</label>
			))}
		</fieldset>
	);
}
