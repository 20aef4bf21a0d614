import type { RadioKey, RadioKeys } from '../wire.ts';
import type { PageWords } from '../words.ts';
import { CopyField } from './copy-field.tsx';
import { RightsList } from './rights-list.tsx';
import type { KeyChange } from './use-radio-keys.ts';

interface RadioKeysProps {
	board: RadioKeys;
	words: PageWords['radio'];
	change: (to: KeyChange) => void;
}

/** The keys of the radio server with the rights of each: what its administrator would see, and could change at any moment. */
export function RadioKeysBox({ board, words, change }: RadioKeysProps) {
	return (
		<details class="keys">
			<summary>
				{words.keyBoard} ({board.keys.length})
			</summary>
			<p class="radio-about">{words.keyBoardAbout}</p>
			{board.keys.map((key) => (
				<KeyBox key={key.id} held={key} board={board} words={words} change={change} />
			))}
		</details>
	);
}

function KeyBox({ held, board, words, change }: RadioKeysProps & { held: RadioKey }) {
	const name = words.keyNames[held.id] ?? held.user;
	const count = held.global.length + held.stations.reduce((sum, { rights }) => sum + rights.length, 0);
	const setRight = (station: number | null) => (permission: string, isHeld: boolean) =>
		change({ id: held.id, station, permission, isHeld });
	return (
		<article class={`key ${held.isRevoked ? 'is-revoked' : ''}`} aria-label={name}>
			<header>
				<h4>{name}</h4>
				{held.isRevoked && <small class="key-state">{words.revoked}</small>}
				<button
					type="button"
					class="button is-secondary is-small"
					aria-label={`${held.isRevoked ? words.renew : words.revoke}: ${name}`}
					onClick={() => change({ id: held.id, turn: held.isRevoked ? 'renew' : 'revoke' })}
				>
					{held.isRevoked ? words.renew : words.revoke}
				</button>
			</header>
			<CopyField label={name} value={held.key} words={words} />
			<details>
				<summary>
					{words.rights} ({count})
				</summary>
				<RightsList
					title={words.globalRights}
					rights={board.globalRights}
					held={held.global}
					onChange={setRight(null)}
				/>
				{board.stations.map(({ id, name: station }) => (
					<RightsList
						key={id}
						title={station}
						rights={board.stationRights}
						held={held.stations.find((one) => one.id === id)?.rights ?? []}
						onChange={setRight(id)}
					/>
				))}
			</details>
		</article>
	);
}
