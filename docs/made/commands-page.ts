import help from '#locales/en-US/help.ts';
import access from '#locales/en-US/shared/access.ts';
import { rightsFor } from '#src/backends/azuracast/rights-for.ts';
import { offers } from '#src/backends/offers.ts';
import type { NeededRight } from '#src/backends/roles/key-check.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import { type Command, helpGroups } from '#src/discord/command.ts';
import type { OptionSpec } from '#src/discord/options.ts';
import type { Catalogue } from '#src/words/language-files.ts';
import type { House } from './open-house.ts';
import { cell, table } from './table.ts';

const who = { listener: 'everyone', dj: 'DJs', manager: 'managers', admin: 'administrators' } as const;

/** `docs/commands.md`: every command with its options, who may run it, and what it needs. */
export function commandsPage({ commands, systems }: House): string {
	const parts = [
		'# Commands',
		'Made by `npm run docs` from the commands themselves; change those, not this page.',
		'Levels go by the roles of each station (`/settings edit`), and a higher one includes the lower: listener, DJ, manager, administrator. Whoever has *Manage Server* ' +
			'in Discord is always an administrator. With one station in a Discord server, or one that a channel belongs to, the option `station` can be left out.',
		'The rights are those of an AzuraCast user or role, by the key that they belong to. What is behind *and if it can* is done where the right is there and left out where it is not.',
	];
	for (const group of helpGroups) {
		const members = [...commands].filter(([, command]) => command.group === group);
		if (members.length > 0)
			parts.push(
				`## ${help.groups[group]}`,
				...members.map(([name, command]) => about(name, command, systems)),
			);
	}
	return `${parts.join('\n\n')}\n`;
}

function about(name: string, command: Command, systems: House['systems']): string {
	const seen = command.visibility({}, { inOpenChannel: false });
	const open =
		command.openIn === undefined ? '' : `; for everyone in the channel for ${access.purpose[command.openIn]}`;
	const lines = [
		`### \`/${name}\``,
		`${command.strings.description}.`,
		`- For ${who[command.level]}${open}. ${seen === 'public' ? 'Everybody in the channel sees the answer.' : 'Only you see the answer.'}`,
		...rightsLine(command),
		...systemsLine(command, systems),
	];
	const options = optionRows(command);
	const heading = lines.slice(0, 2).join('\n\n');
	const body = lines.slice(2).join('\n');
	return [heading, body, ...(options.length > 0 ? [table(['option', 'what', ''], options)] : [])].join(
		'\n\n',
	);
}

function rightsLine({ uses, partly }: Command): string[] {
	const needed = named(uses);
	const more = named(partly).filter((right) => !needed.includes(right));
	if (needed.length === 0 && more.length === 0) return ['- AzuraCast: no key needed.'];
	const must = needed.length === 0 ? 'no key needed' : needed.join(', ');
	return [`- AzuraCast: ${must}${more.length === 0 ? '' : `; and if it can: ${more.join(', ')}`}.`];
}

const named = (uses: readonly RoleUse[]) => [...new Set(uses.flatMap(rightsFor).map(inWords))];

const inWords = ({ key, right }: NeededRight) => `*${right.label}* (${key} key)`;

function systemsLine({ uses, orElse, station }: Command, systems: House['systems']): string[] {
	if (station === 'none' && uses.length === 0) return [];
	const can = [...systems]
		.filter(([, backend]) =>
			[uses, orElse].some((all) => all !== undefined && all.every((use) => offers(backend, use))),
		)
		.map(([label]) => label);
	return can.length === systems.size ? [] : [`- Only on ${new Intl.ListFormat('en').format(can)}.`];
}

function optionRows({ strings, options, station }: Command): string[][] {
	const words = strings['options'];
	const own = Object.entries(options).map(([name, spec]) => {
		const said = part(part(words, name), 'description');
		return [`\`${name}\``, cell(typeof said === 'string' ? said : ''), limits(spec)];
	});
	return station === 'one' ? [...own, ['`station`', 'Which station', '']] : own;
}

function limits(spec: OptionSpec): string {
	const found = [spec.required === true ? 'required' : ''];
	if (spec.type === 'choice') found.push(spec.values.map((value) => `\`${value}\``).join(' '));
	if (spec.type === 'integer') found.push(`${spec.least} to ${spec.most}`);
	if (spec.type === 'string' && spec.suggested === true) found.push('suggested while you type');
	if (spec.type === 'boolean') found.push('yes or no');
	return found.filter((one) => one !== '').join(', ');
}

function part(words: Catalogue[string] | undefined, name: string): Catalogue[string] | undefined {
	return typeof words === 'object' ? words[name] : undefined;
}
