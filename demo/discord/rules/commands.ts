import { z } from 'zod';
import { type FormIssue, invalidForm } from '../rest/discord-error.ts';
import { commandSize, findOptionIssues } from './command-options.ts';
import { type CommandDefinition, menuCommand, slashCommand } from './command-schema.ts';
import { integer, parseForm } from './fields.ts';

/** A command definition by Discord's rules, or its 50035. `at` is the index in a bulk overwrite. */
export function parseCommand(body: unknown, at: FormIssue['path'] = []): CommandDefinition {
	const isMenu = z.object({ type: integer(2, 3) }).safeParse(body).success;
	const parsed = isMenu ? parseForm(menuCommand, body, at) : parseForm(slashCommand, body ?? {}, at);
	const definition = { ...parsed, options: parsed.options ?? [] };
	const issues = findOptionIssues(definition.options, [...at, 'options']);
	if (commandSize(definition) > 8000) {
		const message = 'Command exceeds maximum size (8000)';
		issues.push({ path: at, code: 'APPLICATION_COMMAND_TOO_LARGE', message });
	}
	if (issues.length > 0) throw invalidForm(issues);
	return definition;
}
