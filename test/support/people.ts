import type {
	Act,
	Actor,
	Choice,
	LoopbackDiscord,
	LoopbackMessage,
	ShownModal,
} from '#demo/discord/loopback-discord.ts';
import type { OptionValues } from '#demo/discord/people/command-input.ts';
import { customIdOf, selects, textOf } from '#demo/discord/read-message.ts';
import type { ManualClock } from '#demo/manual-clock.ts';

/** The owner may manage the server and holds no role. */
export type PersonName = 'listener' | 'dj' | 'manager' | 'admin' | 'owner' | 'german';

/** What a person sees in the end of something they did. */
export interface Seen {
	message: LoopbackMessage;
	text: string;
	/** The text without the backslashes that keep Discord from formatting it. */
	plain: string;
	/** Only this person sees it. */
	isPrivate: boolean;
	act: Act;
}

/** The people of a test app, and what they do. */
export interface People {
	/** Somebody in a channel; the general one if none is named. */
	as(person: PersonName, channelId?: string): Actor;
	/** Runs a command and gives what the person finally sees. */
	run(person: PersonName, command: string, options?: OptionValues, channelId?: string): Promise<Seen>;
	/** The suggestions for the option `focused`, after the same was typed. */
	suggest(
		person: PersonName,
		command: string,
		options: Record<string, string>,
		focused: string,
	): Promise<Choice[]>;
	press(person: PersonName, message: LoopbackMessage, customId: string): Promise<Seen>;
	/** Presses the button with this label. */
	click(person: PersonName, message: LoopbackMessage, label: string): Promise<Seen>;
	/** Chooses in the only select of the message, or in the one with this placeholder. */
	choose(
		person: PersonName,
		message: LoopbackMessage,
		value: string | readonly string[],
		placeholder?: string,
	): Promise<Seen>;
	/** Presses the button with this label, which opens a form. */
	openForm(person: PersonName, message: LoopbackMessage, label: string): Promise<ShownModal>;
	submit(person: PersonName, form: ShownModal, values: Record<string, string>): Promise<Seen>;
	see(act: Act): Promise<Seen>;
	/** As {@link see}, for what makes the bot wait: lets time go on by seconds until the answer is there. */
	seeInTime(start: () => Act): Promise<Seen>;
}

export function createPeople(discord: LoopbackDiscord, clock: ManualClock, as: People['as']): People {
	const see = async (act: Act): Promise<Seen> => {
		const answer = await act.answer();
		if (answer.kind === 'modal') throw new Error('A form opened where a message was expected');
		const { message } = answer;
		const text = textOf(message);
		const plain = text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
		return { message, text, plain, isPrivate: message.ephemeralFor !== undefined, act };
	};
	const press: People['press'] = (person, message, customId) =>
		see(discord.press(as(person, message.channel_id), message.id, customId));
	return {
		as,
		see,
		press,
		run: (person, command, options = {}, channelId) =>
			see(discord.command(as(person, channelId), command, options)),
		suggest: (person, command, options, focused) =>
			discord.autocomplete(as(person), command, options, focused),
		click: (person, message, label) => press(person, message, customIdOf(message, label)),
		choose: (person, message, value, placeholder) => {
			const menu = selects(message).find(
				(one) => placeholder === undefined || one.placeholder === placeholder,
			);
			if (menu === undefined) throw new Error(`There is no select in: ${textOf(message)}`);
			return see(discord.select(as(person, message.channel_id), message.id, menu.custom_id, [value].flat()));
		},
		openForm: async (person, message, label) => {
			const act = discord.press(as(person, message.channel_id), message.id, customIdOf(message, label));
			const answer = await act.answer();
			if (answer.kind !== 'modal')
				throw new Error(`A message came where a form was expected: ${textOf(answer.message)}`);
			return answer.modal;
		},
		submit: (person, form, values) => see(discord.submit(as(person), form, values)),
		seeInTime: async (start) => {
			const usual = clock.waiting;
			const act = start();
			await act.acknowledged();
			const seen = see(act);
			const settled = Promise.allSettled([seen]).then(() => true);
			const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 2));
			while (!(await Promise.race([settled, pause()]))) if (clock.waiting > usual) await clock.advance(1_000);
			return seen;
		},
	};
}
