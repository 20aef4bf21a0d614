import type { OtherRadio } from '../wire.ts';
import type { PageWords } from '../words.ts';
import { CopyField } from './copy-field.tsx';

interface OtherRadioProps {
	radio: OtherRadio;
	words: PageWords['radio'];
	turn: (to: 'server-down' | 'server-up') => void;
}

/** A radio system beside AzuraCast: what a set-up of it takes, and its switch. */
export function OtherRadioBox({ radio, words, turn }: OtherRadioProps) {
	const { label, address, isUp, keys } = radio;
	return (
		<article class="station" aria-label={label}>
			<p class="server">
				<span class={`lamp ${isUp ? 'is-on' : ''}`} aria-hidden="true" />
				<span>
					{label} {isUp ? words.isUp : words.isDown}
				</span>
				<button
					type="button"
					class="button is-secondary is-small"
					aria-label={`${isUp ? words.down : words.up}: ${label}`}
					onClick={() => turn(isUp ? 'server-down' : 'server-up')}
				>
					{isUp ? words.down : words.up}
				</button>
			</p>
			<CopyField label={`${words.address}: ${label}`} value={address} words={words} />
			{keys.map(({ id, key }) => (
				<CopyField key={id} label={`${label}: ${words.otherKeys[id] ?? id}`} value={key} words={words} />
			))}
		</article>
	);
}
