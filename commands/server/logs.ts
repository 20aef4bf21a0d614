import strings from '#locales/en-US/server/logs.ts';
import type { LogFile } from '#src/backends/roles/operations.ts';
import { accent, type Card, card, select, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { logCard } from '#src/discord/log-card.ts';
import { plain, safe } from '#src/discord/text.ts';
import { adminPlace } from '#src/stations/admin-place.ts';
import { cleanLog } from '#src/stations/clean-log.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

/** What fits into the id of a button beside everything else. */
const longestKey = 50;

type LogsContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'server',
	level: 'admin',
	uses: ['administration.logs', 'administration.log'],
	visibility: 'private',
	station: 'one',
	options: { log: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { log }) => {
		const logs = await offeredRole(context.station, 'administration').logs();
		const found = findLog(logs, log);
		return found === undefined ? which(context, logs, log) : draw(context, found, logs);
	},
	suggest: {
		log: async ({ station, services }, typed) => {
			if (station === undefined) return [];
			const administration = offeredRole(station, 'administration');
			const logs = await services.recent.read(`${adminPlace(station)} logs`, () => administration.logs());
			const wanted = typed.trim().toLowerCase();
			return logs
				.filter(({ key, name }) => `${name} ${key}`.toLowerCase().includes(wanted))
				.map(({ key, name }) => ({ name, value: key }));
		},
	},
	components: {
		other: { answer: 'update', run: async (context) => show(context, context.values[0] ?? '') },
		newer: {
			answer: 'update',
			run: async (context) => {
				const [key = '', position] = context.args;
				const from = Number(position);
				return show(context, key, Number.isSafeInteger(from) && from >= 0 ? from : undefined);
			},
		},
	},
});

async function show(context: LogsContext & Pressed, key: string, from?: number): Promise<Card> {
	const logs = await offeredRole(context.station, 'administration').logs();
	const found = logs.find((log) => log.key === key);
	return found === undefined ? which(context, logs, key) : draw(context, found, logs, from);
}

/** By the key that a suggestion gave, or by the name as somebody typed it. */
function findLog(logs: readonly LogFile[], typed: string): LogFile | undefined {
	const wanted = typed.trim().toLowerCase();
	return (
		logs.find(({ key }) => key === typed) ??
		logs.find(({ key, name }) => name.toLowerCase() === wanted || key.toLowerCase() === wanted)
	);
}

async function draw(
	{ station, services, locale, id, uploadLimit }: LogsContext,
	log: LogFile,
	logs: readonly LogFile[],
	from?: number,
): Promise<Card> {
	const piece = await offeredRole(station, 'administration').log(log.key, from);
	const others = logs.filter(({ key }) => key !== log.key);
	const newerId =
		piece.position === null || !log.grows || log.key.length > longestKey
			? undefined
			: id('newer', log.key, piece.position);
	return logCard(
		{
			name: log.name,
			subject: station.backend.host,
			clean: cleanLog(piece.text),
			fetchedAt: services.clock.now(),
			isNewer: from !== undefined,
			newerId,
			others: { id: id('other'), logs: logOptions(others) },
			uploadLimit,
		},
		services.words,
		locale,
	);
}

function which({ t, station, id }: LogsContext, logs: readonly LogFile[], typed: string): Card {
	const host = safe(station.backend.host, 80);
	if (logs.length === 0) return card(accent.warn, text(t('none', { host })));
	return card(
		accent.warn,
		text(`### ${t('which')}`),
		text(t('whichOf', { text: safe(typed, 80), host })),
		select(id('other'), t('choose'), logOptions(logs)),
	);
}

function logOptions(logs: readonly LogFile[]) {
	return logs
		.filter(({ key }) => key !== '' && key.length <= 100)
		.map(({ key, name }) => ({ label: plain(name, 100) || plain(key, 100), value: key }));
}
