import type words from '#locales/en-US/shared/check-report.ts';
import type { Translate } from '#src/words/translate.ts';
import type { CheckedKey, CheckedRight, StationReport } from './station-report.ts';

export type ReportWords = Translate<typeof words>;

/**
 * A report as a text file: its head, and one line for each permission with key, permission, state, probe, commands and fix. Of
 * the keys it holds the last four characters.
 */
export function reportText(report: StationReport, t: ReportWords): string {
	const { host, label, version, keys, keysMissing } = report;
	const at = new Date(report.at).toISOString().slice(0, 16).replace('T', ' ');
	const head = [
		t('title', { station: oneLine(report.name) }),
		version === null ? t('serverUnknown', { label, host }) : t('server', { label, version, host }),
		t('checked', { at, reads: report.reads }),
		...(report.failure === null ? [] : [t('silent', { host })]),
		...keys.map((key) => keyLine(key, t)),
		...keysMissing.map(({ key, commands }) =>
			t('keyMissing', { key: t(`key.${key}`), commands: commandNames(commands, t) }),
		),
	];
	const rows = keys.flatMap((key) => key.rights.map((right) => row(key, right, t)));
	return `${[...head, ...(rows.length === 0 ? [] : ['', ...aligned([columns(t), ...rows])])].join('\n')}\n`;
}

function keyLine(key: CheckedKey, t: ReportWords): string {
	const name = keyName(key, t);
	if (key.problem !== null) return t('keyBad', { key: name, problem: key.problem.kind });
	if (key.owner === null) return name;
	const { name: user, roles } = key.owner;
	const held =
		roles.length === 0 ? t('noRoles') : t('roles', { roles: roles.map((role) => oneLine(role)).join(', ') });
	return t('keyLine', { key: name, user: oneLine(user), roles: held });
}

function keyName({ key, tail }: CheckedKey, t: ReportWords): string {
	return t('keyTail', { key: t(`key.${key}`), tail });
}

function columns(t: ReportWords): string[] {
	return (['key', 'permission', 'state', 'probe', 'commands', 'fix'] as const).map((name) =>
		t(`columns.${name}`),
	);
}

function row(key: CheckedKey, right: CheckedRight, t: ReportWords): string[] {
	const { label: permission, scope } = right.right;
	const state =
		right.state === 'not-needed'
			? t('state.not-needed', { found: t(`state.${right.found}`) })
			: t(`state.${right.state}`);
	return [
		keyName(key, t),
		t(`scope.${scope}`, { permission }),
		state,
		probe(key, right, t),
		commandNames(right.commands, t),
		fix(right, t),
	];
}

/** How it was found out. */
function probe({ source }: CheckedKey, right: CheckedRight, t: ReportWords): string {
	const { unproven, through, probe: read, provenAt } = right;
	if (provenAt !== undefined) return t('proven', { at: new Date(provenAt).toISOString().slice(0, 10) });
	if (unproven === 'no-answer') return t('unproven.no-answer', { probe: read ?? t('none') });
	if (unproven !== undefined) return t(`unproven.${unproven}`);
	if (through !== undefined) return t('through', { permission: through.label });
	return read ?? (source === 'role-list' ? t('roleList') : t('none'));
}

function commandNames(commands: readonly string[], t: ReportWords): string {
	return commands.length === 0 ? t('none') : commands.map((name) => `/${name}`).join(', ');
}

function fix({ fix: given }: CheckedRight, t: ReportWords): string {
	if (given === null) return t('none');
	if (given.user === '') return t('fix.key');
	return given.role === null
		? t('fix.user', { user: oneLine(given.user) })
		: t('fix.role', { role: oneLine(given.role) });
}

/** Names come from outside and must not make lines of their own, nor turn the direction of others. */
function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 100);
}

function aligned(rows: readonly string[][]): string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
	);
	return rows.map((cells) =>
		cells
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}
