import questions from '#locales/en-US/shared/questions.ts';
import type { Clock } from '#src/clock.ts';
import { accent, button, type Card, card, moment, row, text } from './card.ts';
import type { Setting } from './command.ts';
import type { Reply } from './reply.ts';

/** A question is open for one minute, for one person, for one answer. */
export const questionOpenMs = 60_000;

/** What the id of a question's button carries: whose question it is and until when, in base 36 to be short. */
export function questionArgs(personId: string, clock: Clock): [person: string, until: string] {
	return [personId, (clock.now() + questionOpenMs).toString(36)];
}

export type QuestionState = 'open' | 'notYours' | 'tooLate';

export function questionState(args: readonly string[], personId: string, now: number): QuestionState {
	const [owner, until] = args;
	if (owner !== personId) return 'notYours';
	return Number.parseInt(until ?? '', 36) > now ? 'open' : 'tooLate';
}

/** A question before something that cannot be taken back. */
export interface Question {
	/** "Stop Lanternlight FM?" */
	heading: string;
	/** What people lose, and what follows. */
	what: string;
	/** Side effects, three at most. */
	points?: readonly (string | undefined)[];
	/** `warn` where nobody loses anything now. */
	accent?: 'bad' | 'warn';
	/** Label and action of the button that does it; its handler is marked `question: true`. */
	yes: { label: string; action: string };
	/** Label and action of the way out, which names the state that stays. */
	no: { label: string; action: string };
	/** What the buttons carry besides; the handlers get it as their first arguments. */
	args?: readonly (string | number)[];
	/** "Not stopped", and what is left as it was: shown when nobody answers. */
	left: { heading: string; text: string };
}

type Asking = Pick<Setting, 'services' | 'locale' | 'person'> & {
	id: (action: string, ...args: readonly (string | number)[]) => string;
};

/** The question as a private card with its two buttons; after a minute the card says that nobody answered. */
export function ask({ services, locale, person, id }: Asking, question: Question): Reply {
	const t = services.words.in(locale, questions);
	const until = services.clock.now() + questionOpenMs;
	const args = [...questionArgs(person.id, services.clock), ...(question.args ?? [])];
	const { yes, no, left } = question;
	const points = (question.points ?? []).filter((point) => point !== undefined);
	const asked = card(
		accent[question.accent ?? 'bad'],
		text(`## ${question.heading}`),
		text(question.what),
		points.length === 0 ? undefined : text(...points.map((point) => `- ${point}`)),
		text(`-# ${t('open', { at: moment(until, 'T') })}`),
		row(
			button('danger', yes.label, id(yes.action, ...args)),
			button('secondary', no.label, id(no.action, ...args)),
		),
	);
	const closed = leftAlone(left.heading, `${t('nobody')} ${left.text}`);
	return { ...asked, afterwards: { at: until, card: closed } };
}

/** What a question that was answered with "no", or not at all, leaves behind: "Not stopped". */
export function leftAlone(heading: string, sentence: string): Card {
	return card(accent.idle, text(`### ${heading}`), text(sentence));
}
