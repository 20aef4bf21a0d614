import { Icon } from '../cards/icon.tsx';
import type { PageWords } from '../words.ts';
import { CopyField } from './copy-field.tsx';
import { OtherRadioBox } from './other-radio.tsx';
import { RadioCalls } from './radio-calls.tsx';
import { RadioKeysBox } from './radio-keys.tsx';
import { StationBox } from './station-box.tsx';
import { TimeControl } from './time-control.tsx';
import { TroubleSwitches } from './trouble-switches.tsx';
import { useRadio } from './use-radio.ts';
import { useRadioKeys } from './use-radio-keys.ts';

/** The other side of the bot: what the simulated radio server plays, and what it was asked with which key. */
export function RadioPanel({ words, onClose }: { words: PageWords['radio']; onClose: () => void }) {
	const { radio, turn, setSpeed, setTrouble } = useRadio();
	const { board, change } = useRadioKeys(radio?.troubles);
	return (
		<aside class="radio" id="radio" aria-label={words.title}>
			<header class="radio-head">
				<h2>{words.title}</h2>
				<button type="button" class="round" aria-label={words.hide} onClick={onClose}>
					<Icon name="close" />
				</button>
			</header>
			{radio !== null && (
				<div class="radio-scroll">
					<p class="radio-about">{words.about}</p>
					<p class="server">
						<span class={`lamp ${radio.isUp ? 'is-on' : ''}`} aria-hidden="true" />
						<span>AzuraCast {radio.isUp ? words.isUp : words.isDown}</span>
						<button
							type="button"
							class="button is-secondary is-small"
							onClick={() => turn(radio.isUp ? 'server-down' : 'server-up')}
						>
							{radio.isUp ? words.down : words.up}
						</button>
					</p>
					<TimeControl speed={radio.speed} words={words} onTurn={setSpeed} />
					<TroubleSwitches on={radio.troubles} words={words} onTurn={setTrouble} />
					{board !== null && <CopyField label={words.address} value={board.url} words={words} />}
					{board !== null && <RadioKeysBox board={board} words={words} change={change} />}
					{radio.stations.map((station) => (
						<StationBox
							key={station.shortName}
							station={station}
							seenAt={radio.now}
							speed={radio.speed}
							words={words}
							turn={(to) => turn(to, station.shortName)}
						/>
					))}
					<details class="keys">
						<summary>
							{words.others} ({radio.others.length})
						</summary>
						<p class="radio-about">{words.othersAbout}</p>
						{radio.others.map((other) => (
							<OtherRadioBox
								key={other.slug}
								radio={other}
								words={words}
								turn={(to) => turn(to, other.slug)}
							/>
						))}
					</details>
				</div>
			)}
			{radio !== null && <RadioCalls calls={radio.calls} words={words} />}
		</aside>
	);
}
