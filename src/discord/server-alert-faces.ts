import type { AlertFace } from '#src/alerts/alert-face.ts';
import type { BackendProblem } from '#src/backends/backend-error.ts';
import { span } from '#src/words/format.ts';
import { percent, size } from '#src/words/sizes.ts';
import { lines, type NewsOf, press, type Saying } from './alert-saying.ts';
import { accent, moment } from './card.ts';
import { commandList } from './check-up-lines.ts';
import { customId } from './custom-id.ts';
import { facts } from './song-lines.ts';
import { safe, webAddress } from './text.ts';

/** A radio server that is silent, or answers again. */
export function reachFace(news: NewsOf<'unreachable' | 'reachable'>, saying: Saying): AlertFace {
	const { t } = saying;
	const { stations } = news;
	const host = safe(news.host, 80);
	const count = stations.length;
	if (news.type === 'reachable') {
		const onAir = news.onAir === null ? '' : t('reachable.onAir', { onAir: news.onAir, count });
		return {
			accent: accent.ok,
			title: t('reachable.title', { host }),
			text: facts(
				t('reachable.text', { lasted: span(news.until - news.since, saying.locale) }),
				onAir,
			).replace(' · ', ' '),
			note: '',
			buttons: [],
		};
	}
	const at = moment(news.since, 't');
	const reason = news.why === null ? undefined : reasonOf(news.why, saying);
	const named = stations.slice(0, 5).map(({ name }) => safe(name, 80));
	const names = named.join(', ') + (count > named.length ? ', …' : '');
	const [first] = stations;
	return {
		accent: accent.bad,
		title: t('unreachable.title', { host }),
		text: lines(
			reason === undefined ? t('unreachable.textNoReason', { at }) : t('unreachable.text', { at, reason }),
			t('unreachable.unseen', { stations: names, count }),
		),
		note: t('unreachable.note', { count: news.tries }),
		buttons:
			first === undefined
				? []
				: [press('secondary', t('buttons.tryNow'), customId('nowplaying', 'show', first.id))],
	};
}

function reasonOf(problem: BackendProblem, { t, errors: e }: Saying): string | undefined {
	if (problem.kind === 'server-trouble') return t('unreachable.trouble');
	if (problem.kind === 'wrong-address') return t('unreachable.wrong');
	if (problem.kind !== 'unreachable') return undefined;
	const seconds = Math.max(1, Math.round(problem.afterMs / 1000));
	return problem.reason === 'timeout'
		? e('unreachable.reasons.timeout', { seconds })
		: e(`unreachable.reasons.${problem.reason}`);
}

/** The machine of a radio server. */
export function machineFace(news: NewsOf<'disk' | 'update' | 'backup'>, { t, locale }: Saying): AlertFace {
	const host = safe(news.host, 80);
	const [first] = news.stations;
	if (news.type === 'disk') {
		const amounts = { free: size(news.free, locale), total: size(news.total, locale) };
		return {
			accent: accent.warn,
			title: t('disk.title', { host, share: percent(news.share, locale) }),
			text: t('disk.text', amounts),
			note: '',
			buttons:
				first === undefined
					? []
					: [press('secondary', t('buttons.server'), customId('server stats', 'show', first.id))],
		};
	}
	if (news.type === 'backup') {
		const { last } = news;
		return {
			accent: accent.warn,
			title: t('backup.title', { host }),
			text: last === null ? t('backup.none') : t('backup.text', { at: moment(last, 'f') }),
			note: t('backup.note'),
			buttons: [],
		};
	}
	const { current, latest, notes } = news;
	const label = first?.backend.label ?? '';
	const address = webAddress(notes);
	return {
		accent: accent.calm,
		title:
			latest === null
				? t('update.titleRolling', { label })
				: t('update.title', { label, version: safe(latest, 40) }),
		text: current === null ? '' : t('update.text', { host, version: safe(current, 40) }),
		note: t('update.note'),
		buttons: [
			...(address === undefined ? [] : [press('link', t('buttons.notes'), address)]),
			...(first === undefined
				? []
				: [press('secondary', t('buttons.update'), customId('server updates', 'show', first.id))]),
		],
	};
}

/** The channel may be read by many, so the card holds nothing of the key. */
export function keyFace({ station, change }: NewsOf<'key'>, { t, errors: e }: Saying): AlertFace {
	const key = e(`key.${change.key}`);
	const host = safe(station.backend.host, 80);
	const name = safe(station.name, 80);
	const check = press('secondary', t('check'), customId('doctor', 'show', station.id));
	const commands = commandList(change.commands);
	switch (change.kind) {
		case 'key-rejected':
			return {
				accent: accent.bad,
				title: t('key-rejected.title', { host, key }),
				text: t('key-rejected.text', { key, station: name }),
				note: t('key-rejected.mend'),
				buttons: [check],
			};
		case 'key-lost':
			return {
				accent: accent.bad,
				title: t('key-lost.title', { key, station: name }),
				text: t('key-lost.text'),
				note: t('key-rejected.mend'),
				buttons: [check],
			};
		case 'key-entered':
			return {
				accent: accent.ok,
				title: t('key-entered.title', { key, station: name }),
				text: t('key-entered.text'),
				note: '',
				buttons: [check],
			};
		case 'key-works-again': {
			const text = t('key-works-again.text', { key, station: name });
			return {
				accent: accent.ok,
				title: t('key-works-again.title', { host, key }),
				text,
				note: '',
				buttons: [],
			};
		}
		case 'key-ends': {
			const ago = moment(change.at, 'R');
			return {
				accent: accent.warn,
				title: change.isOver ? t('key-ends.over', { key }) : t('key-ends.title', { key, ago }),
				text: t('key-ends.text', { key, station: name, at: moment(change.at, 'D') }),
				note: t('key-rejected.mend'),
				buttons: [check],
			};
		}
		case 'right-lost':
			return {
				accent: accent.warn,
				title: t('right-lost.title', { permission: change.right.label }),
				text: t('right-lost.text', { key, station: name, commands }),
				note: t('right-lost.mend', { host }),
				buttons: [check],
			};
		case 'right-back': {
			const text = t('right-back.text', { key, station: name, commands });
			const title = t('right-back.title', { permission: change.right.label });
			return { accent: accent.ok, title, text, note: '', buttons: [] };
		}
	}
}
