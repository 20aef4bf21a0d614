import { type Dispatch, useMemo } from 'preact/hooks';
import { z } from 'zod';
import type { OptionValue } from '../composer/draft.ts';
import type { FieldValues } from '../modal/modal-fields.ts';
import { actOutcome, type BotRight, type Command, type Language, type PageWorld } from '../wire.ts';
import type { PageWords } from '../words.ts';
import { post } from './api.ts';
import type { ChannelTools } from './channel-context.ts';
import type { PageAction } from './page-state.ts';
import { type PageTime, timeNow } from './page-time.ts';
import { sendFile, sendFiles } from './upload.ts';

export interface PageTools extends ChannelTools {
	goTo: (channelId: string) => void;
	send: (command: Command, options: Record<string, OptionValue>) => void;
	submit: (interactionId: string, values: FieldValues) => Promise<boolean>;
	/** Gives or takes one of the bot's rights in the open channel. */
	setBotRight: (right: BotRight, isHeld: boolean) => void;
	speak: (locale: Language) => void;
}

interface ToolsNeed {
	world: PageWorld | null;
	words: PageWords;
	channelId: string;
	time: PageTime;
	dispatch: Dispatch<PageAction>;
	startCommand: (name: string) => void;
}

/** Everything a person can do on the page, and where its result goes. Null until there is a world to act in. */
export function useTools({
	world,
	words,
	channelId,
	time,
	dispatch,
	startCommand,
}: ToolsNeed): PageTools | null {
	return useMemo(() => {
		if (world === null) return null;
		const as = world.viewer.id;
		const onMessage = async (address: string, messageId: string, deed: Record<string, unknown>) => {
			dispatch({ kind: 'component-result', messageId, failed: false });
			const failed = await isUnanswered(post(address, { as, channelId, messageId, ...deed }, actOutcome));
			if (failed) dispatch({ kind: 'component-result', messageId, failed });
		};
		return {
			world,
			words,
			now: () => timeNow(time),
			press: (messageId, customId) => onMessage('/api/press', messageId, { customId }),
			select: (messageId, customId, values) => onMessage('/api/select', messageId, { customId, values }),
			dismiss: (messageId) => void isUnanswered(post('/api/dismiss', { as, messageId }, z.unknown())),
			startCommand,
			goTo: (id) => dispatch({ kind: 'go-to', channelId: id }),
			send: (command, options) => {
				const fail = (reason: string) =>
					dispatch({ kind: 'command-failed', channelId, command: command.label, reason });
				const act = async () => {
					const sent: Record<string, unknown> = {};
					for (const [name, value] of Object.entries(options)) {
						sent[name] = value instanceof File ? await sendFile(value, as) : value;
					}
					return post('/api/command', { as, channelId, name: command.name, options: sent }, actOutcome);
				};
				act().then(
					({ acknowledged }) => {
						if (!acknowledged) fail(words.message.noResponse);
					},
					// Refused before it reached the bot, say for a text that is too long: the sentence says why.
					(error: unknown) => fail(error instanceof Error ? error.message : String(error)),
				);
			},
			submit: async (interactionId, values) =>
				!(await isUnanswered(
					sendFiles(values, as).then((sent) =>
						post('/api/submit', { as, interactionId, values: sent }, actOutcome),
					),
				)),
			setBotRight: (right, isHeld) =>
				void isUnanswered(post('/api/bot-rights', { channelId, right, isHeld }, z.unknown())),
			speak: (locale) => void isUnanswered(post('/api/language', { as, locale }, z.unknown())),
		};
	}, [world, words, channelId, time, dispatch, startCommand]);
}

/** Refused, unreachable or not acknowledged all look the same to somebody who pressed a button. */
async function isUnanswered(deed: Promise<unknown>): Promise<boolean> {
	try {
		return actOutcome.safeParse(await deed).data?.acknowledged === false;
	} catch {
		return true;
	}
}
