interface RightsListProps {
	title: string;
	/** All there are, in AzuraCast's own words. */
	rights: readonly { id: string; name: string }[];
	held: readonly string[];
	onChange: (permission: string, isHeld: boolean) => void;
}

/** The rights on one station, or on the whole server, each to be switched on and off. */
export function RightsList({ title, rights, held, onChange }: RightsListProps) {
	return (
		<details class="rights" open={held.length > 0}>
			<summary>
				{title} ({held.length})
			</summary>
			<fieldset>
				<legend class="for-screen-readers">{title}</legend>
				{rights.map(({ id, name }) => (
					<label>
						<input
							type="checkbox"
							checked={held.includes(id)}
							onChange={({ currentTarget }) => onChange(id, currentTarget.checked)}
						/>
						{name}
					</label>
				))}
			</fieldset>
		</details>
	);
}
