import { useEffect, useRef, useState } from 'preact/hooks';
import { post } from '../state/api.ts';
import type { ChannelTools } from '../state/channel-context.ts';
import { type Choice, type Command, type CommandOption, suggestions } from '../wire.ts';
import type { OptionDraft, OptionValue } from './draft.ts';

export interface Suggestion {
	name: string;
	value: Exclude<OptionValue, File>;
}

export interface Suggestions {
	items: Suggestion[];
	state: 'ready' | 'loading' | 'failed';
}

interface Asking {
	tools: ChannelTools;
	channelId: string;
	command: Command;
	option: CommandOption;
	draft: OptionDraft;
	/** The values of the other options, which the bot may take into account. */
	others: Record<string, OptionValue>;
	isFocused: boolean;
}

/** As long as Discord's client waits for the next key. */
const pauseMs = 250;

/** What could stand in an option's field: fixed choices, people, roles and channels, or what the bot suggests. */
export function useSuggestions({
	tools,
	channelId,
	command,
	option,
	draft,
	others,
	isFocused,
}: Asking): Suggestions {
	const { world } = tools;
	const [live, setLive] = useState<{ choices: Choice[]; state: Suggestions['state'] }>({
		choices: [],
		state: 'loading',
	});
	const hasAsked = useRef(false);
	const isLive = option.isAutocompleted && isFocused;
	useEffect(() => {
		if (!isLive) return undefined;
		const stop = new AbortController();
		const ask = async () => {
			hasAsked.current = true;
			setLive((before) => ({ ...before, state: 'loading' }));
			try {
				const body = {
					as: world.viewer.id,
					channelId,
					name: command.name,
					// A file is only sent with the command itself.
					options: {
						...Object.fromEntries(Object.entries(others).filter(([, value]) => !(value instanceof File))),
						[option.name]: draft.text,
					},
					focused: option.name,
				};
				const { choices } = await post('/api/autocomplete', body, suggestions, stop.signal);
				setLive({ choices, state: 'ready' });
			} catch {
				// Typing on makes the answer worthless; anything else is said in the list, as Discord says it.
				if (!stop.signal.aborted) setLive({ choices: [], state: 'failed' });
			}
		};
		const timer = setTimeout(() => void ask(), hasAsked.current ? pauseMs : 0);
		return () => {
			clearTimeout(timer);
			stop.abort();
		};
	}, [isLive, draft.text, JSON.stringify(others)]);

	if (option.isAutocompleted) return { items: live.choices, state: live.state };
	const wanted = draft.picked === undefined ? draft.text.trim().toLowerCase() : '';
	const items = fixedItems(tools, option).filter(({ name }) => name.toLowerCase().includes(wanted));
	return { items, state: 'ready' };
}

/** What an option offers without asking the bot. By Discord's numbers: 5 yes or no, 6 a user, 7 a channel, 8 a role, 9 a user or a role. */
export function fixedItems({ world, words }: ChannelTools, option: CommandOption): Suggestion[] {
	const named = (all: readonly { id: string; name: string }[], sign: string) =>
		all.map(({ id, name }) => ({ name: name.startsWith(sign) ? name : `${sign}${name}`, value: id }));
	switch (option.type) {
		case 5:
			return [
				{ name: words.composer.yes, value: true },
				{ name: words.composer.no, value: false },
			];
		case 6:
			return named(world.people, '@');
		case 7:
			return named(world.channels, '#');
		case 8:
			return named(world.roles, '@');
		case 9:
			return [...named(world.people, '@'), ...named(world.roles, '@')];
		default:
			return option.choices;
	}
}
