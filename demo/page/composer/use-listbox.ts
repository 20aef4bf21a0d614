import { useEffect, useState } from 'preact/hooks';

export interface Listbox<Item> {
	/** Place of the highlighted item, or -1. */
	active: number;
	setActive: (index: number) => void;
	/** True if the key was for the list. */
	onKeyDown(event: KeyboardEvent, onPick: (item: Item) => void): boolean;
}

/**
 * The keys of a list that belongs to a text field: arrows move, Enter and Tab take what is highlighted. `startsAt` is 0 where
 * the first item may be taken without moving to it, else -1. A new `topic` starts again.
 */
export function useListbox<Item>(items: readonly Item[], startsAt: 0 | -1, topic: string): Listbox<Item> {
	const [active, setActive] = useState<number>(startsAt);
	useEffect(() => setActive(startsAt), [topic, startsAt, items.length]);
	return {
		active: Math.min(active, items.length - 1),
		setActive,
		onKeyDown: (event, onPick) => {
			if (items.length === 0) return false;
			const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
			if (step !== undefined) {
				event.preventDefault();
				const from = active < 0 && step < 0 ? 0 : active;
				setActive((from + step + items.length) % items.length);
				return true;
			}
			const item = items[active];
			if (item === undefined || event.shiftKey || !(event.key === 'Enter' || event.key === 'Tab'))
				return false;
			event.preventDefault();
			onPick(item);
			return true;
		},
	};
}
