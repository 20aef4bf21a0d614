import type { Clock } from '#src/clock.ts';

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
