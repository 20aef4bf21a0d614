import { createHash } from 'node:crypto';
import type strings from '#locales/en-US/dj/playlist.ts';
import errors from '#locales/en-US/shared/errors.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import {
	type OnlyOutcome,
	obstacleToOnly,
	othersInRotation,
	switchToOnly,
} from '#src/stations/playlist-switching.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, button, type Card, card, row, text } from './card.ts';
import type { Context } from './command.ts';
import { explain } from './error-card.ts';
import { recentPlaylists } from './playlist-choice.ts';
import { pacedProgress } from './progress.ts';
import { ask } from './question.ts';
import type { Reply } from './reply.ts';
import { safe } from './text.ts';

export type SwitchContext = Context<typeof strings, Station>;

const mostNames = 10;

/** Shows what "only this one" would switch off, and asks. */
export function askForOnly(context: SwitchContext, wanted: Playlist, all: readonly Playlist[]): Reply {
	const { t } = context;
	const name = safe(wanted.name, 80);
	const obstacle = obstacleToOnly(wanted);
	if (obstacle !== undefined)
		return card(accent.warn, text(`### ${t('cannot')}`), text(t(`obstacle.${obstacle}`, { name })));
	const others = othersInRotation(all, wanted.id);
	if (others.length === 0 && wanted.isEnabled)
		return card(accent.ok, text(`### ${t('onlyAlready', { name })}`), text(t('nothing')));
	const what =
		others.length === 0
			? t('whatOn', { name })
			: t('what', { count: others.length, names: namesOf(context, others) });
	return ask(context, {
		heading: t('ask', { name }),
		what,
		points: [
			wanted.isEnabled || others.length === 0 ? undefined : t('turnsOn', { name }),
			wanted.slots.length === 0 ? undefined : t('planned', { name }),
			t('stays'),
		],
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		args: [wanted.id, fingerprint(others)],
		left: { heading: t('kept'), text: t('keptHelp') },
	});
}

/** After the yes: does what was shown, and only that. */
export async function playOnly(context: SwitchContext, id: string, shown: string): Promise<Reply> {
	const { t, station, services } = context;
	const role = offeredRole(station, 'playlists');
	const all = await role.list();
	const wanted = all.find((playlist) => playlist.id === id);
	const others = othersInRotation(all, id);
	if (wanted === undefined || fingerprint(others) !== shown || obstacleToOnly(wanted) !== undefined) {
		const again = button('primary', t('again'), context.id('set', id, 'only'));
		return card(accent.warn, text(`### ${t('changed')}`), text(t('changedHelp')), row(again));
	}
	const name = safe(wanted.name, 80);
	const progress = pacedProgress(context);
	const outcome = await switchToOnly(role, services.clock, { wanted, others }, (done, of, next) =>
		progress(() =>
			card(
				accent.calm,
				text(`### ${t('working', { name })}`),
				text(t('step', { done, all: of, name: safe(next.name, 80) })),
			),
		),
	);
	services.recent.forget(recentPlaylists(station));
	// What may be requested hangs on the playlists.
	services.mediaWatch.lookSoon(station);
	const audit = { what: wanted.name, deed: 'only' };
	switch (outcome.kind) {
		case 'done':
			return { ...doneCard(context, wanted, outcome.off), audit: { ...audit, outcome: 'done' } };
		case 'restored':
			return { ...stoppedCard(context, wanted, outcome), audit: { ...audit, outcome: 'failed' } };
		case 'partly':
			return { ...stoppedCard(context, wanted, outcome), audit: { ...audit, outcome: 'partly' } };
	}
}

function doneCard(context: SwitchContext, wanted: Playlist, off: readonly Playlist[]): Card {
	const { t } = context;
	const help =
		off.length === 0 ? undefined : t('onlyHelp', { count: off.length, names: namesOf(context, off) });
	return card(
		accent.ok,
		text(`### ${t('only', { name: safe(wanted.name, 80) })}`),
		text(help, `-# ${t('later')}`),
	);
}

function stoppedCard(
	context: SwitchContext,
	wanted: Playlist,
	outcome: Exclude<OnlyOutcome, { kind: 'done' }>,
): Card {
	const { t, station, services, locale } = context;
	const { at, error } = outcome;
	const name = safe(at.name, 80);
	const why =
		error === undefined
			? t('claimed', { host: safe(station.backend.host, 80), name })
			: explain(error.problem, error, station, services.words.in(locale, errors)).why;
	const again = row(button('primary', t('again'), context.id('set', wanted.id, 'only')));
	if (outcome.kind === 'restored')
		return card(accent.bad, text(`### ${t('restored', { name })}`), text(why, t('restoredHelp')), again);
	const left = outcome.notRestored.map((playlist) => {
		const which = { name: safe(playlist.name, 80) };
		return playlist.isEnabled ? t('wasOn', which) : t('wasOff', which);
	});
	return card(
		accent.warn,
		text(`### ${t('partly')}`),
		text(why),
		text(t('partlyHelp', { name }), ...left.slice(0, 20)),
		again,
	);
}

function namesOf({ t }: SwitchContext, playlists: readonly Playlist[]): string {
	const names = playlists
		.slice(0, mostNames)
		.map(({ name }) => safe(name, 60))
		.join(', ');
	const more = playlists.length - mostNames;
	return more > 0 ? t('more', { names, more }) : names;
}

/** Short enough for a button: whether the playlists to be switched off are still those that were shown. */
function fingerprint(playlists: readonly Playlist[]): string {
	const ids = playlists.map(({ id }) => id).toSorted();
	return createHash('sha256').update(ids.join(' ')).digest('base64url').slice(0, 10);
}
