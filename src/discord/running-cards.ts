import shared from '#locales/en-US/shared/cards.ts';
import running from '#locales/en-US/shared/running.ts';
import type { StationStatus } from '#src/backends/roles/operations.ts';
import type { RunProgress } from '#src/stations/run-watch.ts';
import type { Order } from '#src/stations/running.ts';
import type { Station } from '#src/stations/station.ts';
import type { Translate } from '#src/words/translate.ts';
import { accent, button, type Card, card, moment, row, text } from './card.ts';
import type { Setting } from './command.ts';
import { songLine } from './song-lines.ts';
import { safe } from './text.ts';

export type RunningContext = Pick<Setting, 'services' | 'locale' | 'person'> & {
	station: Station;
	id: (action: string, ...args: readonly (string | number)[]) => string;
};

export type RunningWords = Translate<typeof running>;

export function runningWords({ services, locale }: Pick<Setting, 'services' | 'locale'>): RunningWords {
	return services.words.in(locale, running);
}

/** After this time Discord takes no more edits of an answer. */
const answerableForMs = 14 * 60_000;

/** How far an order is, redrawn at every step. */
export function progressCard(context: RunningContext, order: Order, progress: RunProgress): Card {
	const t = runningWords(context);
	const { station, person } = context;
	const name = safe(station.name, 80);
	const { askedAt, until, isSlow } = progress;
	const at = moment(askedAt, 't');
	return card(
		accent.calm,
		text(`### ${t(`${order}.working`, { station: name })}`),
		text(t('askedBy', { who: `<@${person.id}>`, at })),
		text(...steps(context, order, progress)),
		isSlow ? text(t('slow')) : undefined,
		text(watching(t, station, until, until - askedAt > answerableForMs)),
	);
}

function watching(t: RunningWords, { channels }: Station, until: number, long: boolean): string {
	const at = moment(until, 't');
	return long && channels.alerts !== undefined
		? t('reportsIn', { at, channel: `<#${channels.alerts}>` })
		: t('goesOn', { at });
}

function steps(context: RunningContext, order: Order, progress: RunProgress): (string | undefined)[] {
	const t = runningWords(context);
	const { accepted, status, song } = progress;
	const host = safe(context.station.backend.host, 80);
	if (accepted === false) return [t('steps.asking', { host })];
	const asked = accepted === null ? t('steps.unanswered', { host }) : t('steps.accepted', { host });
	if (status === null) return [asked, t('steps.waiting')];
	const part = (running: boolean, what: string) => {
		if (running !== (order !== 'stop')) return t('steps.waitingFor', { what });
		return order === 'stop' ? t('steps.stopped', { what }) : t('steps.runs', { what });
	};
	const words = context.services.words.in(context.locale, shared);
	const first =
		song === null ? t('steps.laterSong') : t('steps.firstSong', { song: songLine(song.song, words) });
	return [
		asked,
		status.hasBackend === false ? undefined : part(status.backendRunning, t('backend')),
		status.hasFrontend === false ? undefined : part(status.frontendRunning, t('frontend')),
		order === 'restart' && status.hasBackend !== false ? first : undefined,
	];
}

/** What runs, a line each; a part that the station does not have is left out. */
export function serviceLines(t: RunningWords, status: StationStatus | null): (string | undefined)[] {
	if (status === null) return [t('states.unknown')];
	const { backendRunning, frontendRunning, hasBackend, hasFrontend } = status;
	return [
		hasBackend === false
			? undefined
			: backendRunning
				? t('states.backendRunning')
				: t('states.backendStopped'),
		hasFrontend === false
			? undefined
			: frontendRunning
				? t('states.frontendRunning')
				: t('states.frontendStopped'),
	];
}

/** The state right now, for whoever presses "Look now". */
export function lookCard(context: RunningContext, status: StationStatus): Card {
	const t = runningWords(context);
	const { station, services } = context;
	return card(
		accent.calm,
		text(`### ${t('look.heading', { station: safe(station.name, 80) })}`),
		text(...serviceLines(t, status)),
		text(t('look.at', { at: moment(services.clock.now(), 'T') })),
		row(button('secondary', t('buttons.look'), context.id('look'))),
	);
}

/** How many people an order takes the stream from, as far as it is known. */
export function audienceLine(t: RunningWords, listeners: number | null): string {
	if (listeners === null) return t('losing.unknown');
	return listeners === 0 ? t('losing.nobody') : t('losing.some', { count: listeners });
}
