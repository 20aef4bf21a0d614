import type { PageEvent, PageMessage, PageModal, PageWorld } from '../wire.ts';
import { type PageTime, standing, timeNow } from './page-time.ts';

/** A command that got no answer. Discord's client shows it to the one who sent it, and so does this page. */
export interface FailedCommand {
	id: number;
	channelId: string;
	command: string;
	at: number;
	reason: string;
}

export interface PageState {
	world: PageWorld | null;
	isConnected: boolean;
	time: PageTime;
	channelId: string;
	modal: { channelId: string; modal: PageModal } | null;
	/** New messages by channel since it was last open, for those that have any. */
	unread: Readonly<Record<string, number>>;
	/** By channel, until when the bot counts as typing there, by the browser's clock. */
	typing: Readonly<Record<string, number>>;
	failedCommands: FailedCommand[];
	/** Ids of messages one of whose components got no answer. */
	failedMessages: ReadonlySet<string>;
}

export type PageAction =
	| PageEvent
	| { kind: 'connection'; isConnected: boolean }
	| { kind: 'go-to'; channelId: string }
	| { kind: 'close-modal' }
	| { kind: 'command-failed'; channelId: string; command: string; reason: string }
	| { kind: 'drop-failed-command'; id: number }
	| { kind: 'component-result'; messageId: string; failed: boolean };

/** As long as Discord's client shows it. */
const typingMs = 10_000;

export const firstState: PageState = {
	world: null,
	isConnected: false,
	time: standing,
	channelId: '',
	modal: null,
	unread: {},
	typing: {},
	failedCommands: [],
	failedMessages: new Set(),
};

export function reduce(state: PageState, action: PageAction): PageState {
	switch (action.kind) {
		case 'world':
			return enter(state, action.world);
		case 'message':
			return withMessages(marked(state, action.message), (messages) => place(messages, action.message));
		case 'message-gone':
			return withMessages(state, (messages) => messages.filter(({ id }) => id !== action.messageId));
		case 'modal':
			return { ...state, modal: { channelId: action.channelId, modal: action.modal } };
		case 'typing':
			return { ...state, typing: { ...state.typing, [action.channelId]: Date.now() + typingMs } };
		case 'close-modal':
			return { ...state, modal: null };
		case 'connection':
			return { ...state, isConnected: action.isConnected };
		case 'go-to':
			return { ...state, channelId: action.channelId, unread: without(state.unread, action.channelId) };
		case 'command-failed': {
			const { channelId, command, reason } = action;
			const at = timeNow(state.time);
			const failed = { id: (state.failedCommands.at(-1)?.id ?? 0) + 1, channelId, command, at, reason };
			return { ...state, failedCommands: [...state.failedCommands, failed] };
		}
		case 'drop-failed-command':
			return { ...state, failedCommands: state.failedCommands.filter(({ id }) => id !== action.id) };
		case 'component-result': {
			const failedMessages = new Set(state.failedMessages);
			if (action.failed) failedMessages.add(action.messageId);
			else failedMessages.delete(action.messageId);
			return { ...state, failedMessages };
		}
	}
}

function enter(state: PageState, world: PageWorld): PageState {
	const isSamePlace = state.world?.viewer.id === world.viewer.id && state.world.guild.id === world.guild.id;
	const stays = world.channels.some(({ id }) => id === state.channelId);
	const fresh = isSamePlace ? state : { ...firstState, isConnected: state.isConnected };
	return {
		...fresh,
		world,
		time: { shown: world.now, since: Date.now(), speed: world.speed },
		channelId: stays ? state.channelId : (world.channels[0]?.id ?? ''),
	};
}

/** A message ends the typing in its channel, and waits to be read where it is new and its channel is not open. */
function marked(state: PageState, { id, channelId }: PageMessage): PageState {
	const isNew = state.world?.messages.every((message) => message.id !== id) === true;
	const unread =
		isNew && channelId !== state.channelId
			? { ...state.unread, [channelId]: (state.unread[channelId] ?? 0) + 1 }
			: state.unread;
	return { ...state, unread, typing: without(state.typing, channelId) };
}

function without(all: Readonly<Record<string, number>>, id: string): Record<string, number> {
	return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
}

function withMessages(state: PageState, change: (messages: PageMessage[]) => PageMessage[]): PageState {
	return state.world === null
		? state
		: { ...state, world: { ...state.world, messages: change(state.world.messages) } };
}

function place(messages: PageMessage[], message: PageMessage): PageMessage[] {
	const isKnown = messages.some(({ id }) => id === message.id);
	return isKnown ? messages.map((old) => (old.id === message.id ? message : old)) : [...messages, message];
}
