import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageWorld } from '../wire.ts';
import type { PageWords } from '../words.ts';

/** What everything drawn in a channel may need: who is here, in which words, and how to act. */
export interface ChannelTools {
	world: PageWorld;
	words: PageWords;
	/** The server's clock, in milliseconds since 1970. */
	now: () => number;
	/** Both resolve when the bot acknowledged, or did not. */
	press: (messageId: string, customId: string) => Promise<void>;
	select: (messageId: string, customId: string, values: string[]) => Promise<void>;
	/** Undefined where messages stay. */
	dismiss?: (messageId: string) => void;
	/** Puts a command into the composer. */
	startCommand: (name: string) => void;
	/** Undefined where there is nowhere to go. */
	goTo?: (channelId: string) => void;
}

export const ChannelContext = createContext<ChannelTools | null>(null);

export function useChannel(): ChannelTools {
	const tools = useContext(ChannelContext);
	if (tools === null) throw new Error('Nothing of a channel is drawn outside of one');
	return tools;
}
