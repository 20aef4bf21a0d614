import { z } from 'zod';
import type { Choice } from '../interaction.ts';
import type { FormIssue } from '../rest/discord-error.ts';
import { list, parseForm, text } from './fields.ts';

/** Suggestions for an option: texts for a text option, numbers for a number option. */
export function parseChoices(body: unknown, type: 'string' | 'number', at: FormIssue['path']): Choice[] {
	const value = type === 'string' ? text(1, 100) : z.number();
	const form = z.object({ choices: list(z.object({ name: text(1, 100), value }), 0, 25) });
	return parseForm(form, body ?? {}, at).choices;
}
