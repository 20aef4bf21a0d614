import { formatBytes } from '../cards/file-box.tsx';
import { Icon } from '../cards/icon.tsx';
import { useChannel } from '../state/channel-context.ts';

interface FileInputProps {
	id: string;
	files: readonly File[];
	isRequired: boolean;
	max: number;
	onChange: (files: File[]) => void;
}

/** The file field of a form, with what was chosen listed below it. */
export function FileInput({ id, files, isRequired, max, onChange }: FileInputProps) {
	const { words } = useChannel();
	return (
		<>
			<div class="file-drop">
				<Icon name="file" />
				<span>{max > 1 ? words.composer.chooseFiles : words.composer.chooseFile}</span>
				<input
					id={id}
					type="file"
					multiple={max > 1}
					aria-required={isRequired}
					aria-describedby={`${id}-about`}
					onChange={({ currentTarget }) => {
						const chosen = Array.from(currentTarget.files ?? []);
						if (chosen.length > 0) onChange((max > 1 ? [...files, ...chosen] : chosen).slice(0, max));
						// Otherwise the same file could not be chosen again after it was taken out.
						currentTarget.value = '';
					}}
				/>
			</div>
			{files.length > 0 && (
				<ul class="file-list">
					{files.map((file) => (
						<li>
							<span>{file.name}</span>
							<small>{formatBytes(file.size)}</small>
							<button
								type="button"
								class="round"
								aria-label={`${words.select.takeOut} ${file.name}`}
								onClick={() => onChange(files.filter((one) => one !== file))}
							>
								<Icon name="close" />
							</button>
						</li>
					))}
				</ul>
			)}
		</>
	);
}
