import type shared from '#locales/en-US/shared/check-up.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import { endOfKey } from '#src/checks/ending-keys.ts';
import type { CheckedKey, CheckedRight, StationReport } from '#src/checks/station-report.ts';
import type { Translate } from '#src/words/translate.ts';
import { moment } from './card.ts';
import { facts } from './song-lines.ts';
import { safe } from './text.ts';

export type CheckUpWords = Translate<typeof shared>;

const states = ['granted', 'missing', 'unproven', 'feature-off', 'not-needed'] as const;
/** More would not be read; the file has them all. */
const mostCommands = 6;

/** The one sentence about a station's keys. */
export function summaryLine(report: StationReport, t: CheckUpWords): string {
	const host = safe(report.host, 80);
	if (!report.takesKeys) return answerLine(report, t);
	const numbers = { blocked: report.blocked.length, all: report.commands.length };
	if (report.failure !== null)
		return report.failure.problem.kind === 'unreachable'
			? t('summary.unreachable', { host })
			: t('summary.otherwise', { host });
	const broken = brokenKey(report);
	if (broken?.problem?.kind === 'key-rejected')
		return t('summary.rejected', { host, key: t(`keyInText.${broken.key}`), ...numbers });
	if (broken?.problem?.kind === 'not-found') return t('summary.gone', { host });
	if (broken !== undefined) return t('summary.untested', { host, key: t(`keyInText.${broken.key}`) });
	if (report.missing.length > 0) return t('summary.missing', { count: report.missing.length, ...numbers });
	const unproven = report.keys
		.flatMap(({ rights }) => rights)
		.filter((right) => right.state === 'unproven' && right.unproven !== 'no-test');
	if (unproven.length > 0) return t('summary.unproven', { count: unproven.length });
	const [noKey] = report.keysMissing;
	if (noKey !== undefined)
		return t('summary.noKey', { key: t(`keyInText.${noKey.key}`), number: noKey.commands.length });
	return t('summary.well');
}

/** Whether a radio system without keys answers. */
function answerLine({ host: name, label, failure }: StationReport, t: CheckUpWords): string {
	const names = { host: safe(name, 80), label };
	if (failure === null) return t('summary.answers', names);
	return t(failure.problem.kind === 'unreachable' ? 'summary.silent' : 'summary.strange', names);
}

/** The first key that does not work, or that could not be tested at all. */
export function brokenKey({ keys }: StationReport): CheckedKey | undefined {
	return keys.find(({ problem }) => problem !== null);
}

/** The keys of a report, the station's first: it is the one that most commands use. */
export function keysInOrder({ keys }: StationReport): CheckedKey[] {
	return keys.toSorted((a, b) => Number(b.key === 'station') - Number(a.key === 'station'));
}

/** What is to be mended first: the missing right, what it stops, and where to give it. */
export function mendLines(report: StationReport, most: number, t: CheckUpWords): string[] {
	return report.missing
		.slice(0, most)
		.map((missing) =>
			[
				t('right', { permission: missing.right.label, key: t(`keyInText.${missing.key}`) }),
				missing.stops.length > 0
					? t('stops', { commands: commandList(missing.stops) })
					: t('parts', { commands: commandList(missing.commands) }),
				fixLine(missing, report, t),
			].join('\n'),
		);
}

function fixLine({ fix }: StationReport['missing'][number], report: StationReport, t: CheckUpWords): string {
	const { label } = report;
	const { right, role, user, station } = fix;
	if (right.scope === 'global' && right.id === 'administer all') return t('fix.all', { label });
	const place = { label, permission: right.label, station: safe(station, 80) };
	if (role !== null)
		return t(right.scope === 'station' ? 'fix.station' : 'fix.global', { ...place, role: safe(role, 40) });
	// Keys of some systems belong to nobody, and have their rights themselves.
	if (user === '') return t('fix.key', place);
	const by = { ...place, user: safe(user, 40) };
	return t(right.scope === 'station' ? 'fix.stationUser' : 'fix.globalUser', by);
}

export function commandList(commands: readonly string[]): string {
	const shown = commands.slice(0, mostCommands).map((name) => `\`/${name}\``);
	return commands.length > mostCommands
		? `${shown.join(' ')} +${commands.length - mostCommands}`
		: shown.join(' ');
}

/** One key: whose it is, and its rights by state, in the radio system's own order and words. */
export function keyLines(key: CheckedKey, host: string, label: string, t: CheckUpWords): string[] {
	const heading = t('key', { key: t(`keyName.${key.key}`), tail: key.tail });
	const lines = [heading];
	if (key.owner !== null) lines.push(`-# ${ownerLine(key.owner, t)}`);
	const end = endOfKey(key);
	if (end !== undefined) lines.push(t('ends', { at: moment(end, 'D'), ago: moment(end, 'R') }));
	for (const state of states) {
		const rights = key.rights.filter((right) => right.state === state);
		if (rights.length > 0) lines.push(t(`state.${state}`, { rights: labels(rights, t) }));
	}
	const reasons = new Set(
		key.rights.flatMap((right) => (right.state === 'unproven' && right.unproven ? [right.unproven] : [])),
	);
	for (const reason of reasons) lines.push(t(`note.${reason}`, { host: safe(host, 80), label }));
	return lines;
}

function ownerLine(owner: NonNullable<CheckedKey['owner']>, t: CheckUpWords): string {
	const roles = owner.roles.map((role) => safe(role, 40)).join(', ');
	const said =
		owner.roles.length === 0
			? t('noRole')
			: owner.roles.length === 1
				? t('role', { role: roles })
				: t('roles', { roles });
	return facts(t('user', { user: safe(owner.name, 40) }), said);
}

function labels(rights: readonly CheckedRight[], t: CheckUpWords): string {
	const label = ({ right, provenAt }: CheckedRight) =>
		provenAt === undefined
			? right.label
			: t('proven', { permission: right.label, at: moment(provenAt, 'd') });
	return rights.map((right) => label(right)).join(', ');
}

/** Where a key can do more than it needs. */
export function warningLines(report: StationReport, key: KeyName | 'both', t: CheckUpWords): string[] {
	return report.warnings.flatMap((warning) => {
		if (warning.kind === 'one-user')
			return key === 'both' ? [t('warning.oneUser', { user: safe(warning.user, 40) })] : [];
		if (warning.key !== key) return [];
		const named = t(`keyInText.${warning.key}`);
		if (warning.kind === 'ends-soon' || warning.kind === 'ended')
			return [t(`warning.${warning.kind}`, { key: named, ago: moment(warning.at, 'R') })];
		const list = (rights: readonly { label: string }[]) => rights.map(({ label }) => label).join(', ');
		if (warning.kind === 'full-power') return [t('warning.fullPower', { key: named, label: report.label })];
		if (warning.kind === 'unneeded')
			return [t('warning.unneeded', { key: named, rights: list(warning.rights) })];
		const held = list(warning.held);
		return [
			warning.needed.length === 0
				? t('warning.biggerAlone', { key: named, held })
				: t('warning.bigger', { key: named, held, needed: list(warning.needed) }),
		];
	});
}
