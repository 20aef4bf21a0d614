import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Mark } from '../markdown/mark.tsx';
import { useChannel } from '../state/channel-context.ts';
import { Icon } from './icon.tsx';
import type { SelectOption } from './select-options.ts';

interface SelectMenuProps {
	options: SelectOption[];
	/** Shown while nothing is chosen, and read out always. */
	label: string;
	/** What stands above it, read out first. */
	name?: string;
	min: number;
	max: number;
	isDisabled: boolean;
	/** Called when one was picked, or with all of them once the list of a many-choice select closes. */
	onChosen: (values: string[]) => void;
}

/** Discord's select menu. Focus stays on the button; the arrow keys move through the list. */
export function SelectMenu({ options, label, name, min, max, isDisabled, onChosen }: SelectMenuProps) {
	const { words } = useChannel();
	const id = useId();
	const list = useRef<HTMLUListElement>(null);
	const preset = options.filter(({ isChosen }) => isChosen).map(({ value }) => value);
	const [chosen, setChosen] = useState(preset);
	const [isOpen, setOpen] = useState(false);
	const [active, setActive] = useState(0);
	// The bot draws its message anew after a choice; what it says is chosen then counts.
	useEffect(() => setChosen(preset), [preset.join('\n')]);
	useEffect(() => {
		// At the end of a channel the list opens below what can be seen.
		if (isOpen) list.current?.scrollIntoView({ block: 'nearest' });
	}, [isOpen]);
	useEffect(() => {
		if (isOpen) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
	}, [isOpen, active]);

	const close = (values: string[]) => {
		setOpen(false);
		if (values.join('\n') !== preset.join('\n') && values.length >= min) onChosen(values);
		else setChosen(preset);
	};
	const pick = (value: string) => {
		if (max === 1) {
			setOpen(false);
			if (chosen.includes(value)) {
				// Choosing the same again takes it back where nothing may be chosen, and changes nothing elsewhere.
				if (min === 0) clear();
				return;
			}
			setChosen([value]);
			onChosen([value]);
		} else if (chosen.includes(value)) setChosen(chosen.filter((one) => one !== value));
		else if (chosen.length < max) {
			setChosen(options.map((one) => one.value).filter((one) => one === value || chosen.includes(one)));
		}
	};
	const clear = () => {
		setOpen(false);
		setChosen([]);
		onChosen([]);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.key === 'Escape' && isOpen) {
			event.stopPropagation();
			close(chosen);
		} else if (event.key === 'Tab' && isOpen) return close(chosen);
		else if (step !== undefined) {
			if (isOpen) setActive((active + step + options.length) % options.length);
			else setOpen(true);
		} else if ((event.key === 'Backspace' || event.key === 'Delete') && min === 0 && chosen.length > 0) {
			clear();
		} else if ((event.key === 'Enter' || event.key === ' ') && isOpen) {
			pick(options[active]?.value ?? '');
		} else return;
		event.preventDefault();
	};

	const picked = options.filter(({ value }) => chosen.includes(value));
	return (
		<div class="select" onFocusOut={() => isOpen && close(chosen)}>
			<button
				type="button"
				role="combobox"
				class="select-button"
				aria-label={[...new Set([name, label]), ...picked.map((one) => one.label)].filter(Boolean).join(', ')}
				aria-haspopup="listbox"
				aria-expanded={isOpen}
				aria-controls={id}
				aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
				disabled={isDisabled}
				onClick={() => (isOpen ? close(chosen) : setOpen(true))}
				onKeyDown={onKeyDown}
			>
				<span class={picked.length === 0 ? 'select-placeholder' : 'select-chosen'}>
					{picked.length === 0
						? label
						: picked.map((one) => (
								<span class={max > 1 ? 'select-chip' : ''}>
									{one.dot !== undefined && <Dot color={one.dot} />}
									{one.label}
								</span>
							))}
				</span>
				<Icon name="down" />
			</button>
			{min === 0 && picked.length > 0 && !isDisabled && (
				<button
					type="button"
					class="round select-clear"
					aria-label={`${words.select.clear}: ${label}`}
					// Keeps the focus where it is, whose loss would send what was chosen.
					onMouseDown={(event) => event.preventDefault()}
					onClick={clear}
				>
					<Icon name="close" />
				</button>
			)}
			{isOpen && (
				<ul
					id={id}
					ref={list}
					class="select-list"
					role="listbox"
					aria-label={label}
					aria-multiselectable={max > 1}
				>
					{options.map((option, index) => (
						<li
							id={`${id}-${index}`}
							role="option"
							aria-selected={chosen.includes(option.value)}
							class={index === active ? 'is-active' : ''}
							// Keeps the focus on the button, whose loss would close the list.
							onMouseDown={(event) => event.preventDefault()}
							onMouseMove={() => setActive(index)}
							onClick={() => pick(option.value)}
						>
							{option.dot !== undefined && <Dot color={option.dot} />}
							{option.sign !== '' && <Mark sign={option.sign} />}
							<span class="select-words">
								<span>{option.label}</span>
								{option.description !== '' && <small>{option.description}</small>}
							</span>
							{chosen.includes(option.value) && <Icon name="check" />}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}

function Dot({ color }: { color: string }) {
	return <i class="select-dot" style={{ background: color }} />;
}
