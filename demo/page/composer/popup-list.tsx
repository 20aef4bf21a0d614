import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PopupItem {
	key: string;
	/** Items of one group stand together under its name; empty for none. */
	group: string;
	content: ComponentChildren;
}

interface PopupListProps {
	id: string;
	label: string;
	items: PopupItem[];
	active: number;
	/** Stands in the place of the items when there are none. */
	note: string;
	onHover: (index: number) => void;
	onPick: (index: number) => void;
}

/** The list above the composer. The field it belongs to keeps the focus and names the highlighted item. */
export function PopupList({ id, label, items, active, note, onHover, onPick }: PopupListProps) {
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		box.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' });
	}, [active]);
	return (
		<div id={id} ref={box} class="popup" role="listbox" aria-label={label}>
			{items.length === 0 && <p class="popup-note">{note}</p>}
			{items.map((item, index) => (
				<>
					{item.group !== '' && item.group !== items[index - 1]?.group && (
						<p class="popup-group" role="presentation">
							{item.group}
						</p>
					)}
					<div
						key={item.key}
						id={`${id}-${index}`}
						role="option"
						aria-selected={index === active}
						class={`popup-item ${index === active ? 'is-active' : ''}`}
						// The field must not lose the focus to a press on the list.
						onMouseDown={(event) => event.preventDefault()}
						onMouseMove={() => index !== active && onHover(index)}
						onClick={() => onPick(index)}
					>
						{item.content}
					</div>
				</>
			))}
		</div>
	);
}
