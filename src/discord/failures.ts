import { randomInt } from 'node:crypto';
import type { APIButtonComponent } from 'discord.js';
import type { Logger } from 'pino';
import errors from '#locales/en-US/shared/errors.ts';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import { includesLevel, type Level } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import { StorageTrouble } from '#src/storage-trouble.ts';
import type { Answering } from './answering.ts';
import { button, type Card, moment } from './card.ts';
import type { CommandStrings, Setting } from './command.ts';
import { customId } from './custom-id.ts';
import { Ended } from './ended.ts';
import { errorCard, explain } from './error-card.ts';
import type { ErrorWords } from './error-words.ts';
import type { RawOptions } from './options.ts';
import type { Rerun } from './rerun.ts';
import type { Services } from './services.ts';
import { safe } from './text.ts';
import { instead } from './works-here.ts';

interface Failing {
	answering: Answering;
	strings: CommandStrings;
	/** The key of what did not happen; `failed` if left out. */
	failed?: string | undefined;
	name: string;
	station: Station | undefined;
	setting: Setting;
	/** The command and options that "Try again" would run. */
	again?: { name: string; options: RawOptions };
	/** Joins the card to its log line and to the audit. */
	reference: string;
	/** The pressed message was such a card itself, and is redrawn. */
	inPlace?: boolean;
}

/** Problems that may have passed by the next try, or that somebody can mend meanwhile. */
const worthAnotherTry: readonly BackendProblem['kind'][] = [
	'unreachable',
	'right-missing',
	'rate-limited',
	'server-trouble',
	'unexpected-answer',
];

/** Tells people what did not happen, and the log why. */
export class Failures {
	readonly #services: Services;
	readonly #rerun: Rerun;
	readonly #log: Logger;

	constructor(parts: { services: Services; rerun: Rerun; log: Logger }) {
		this.#services = parts.services;
		this.#rerun = parts.rerun;
		this.#log = parts.log;
	}

	/** One private card, one log line, joined by a reference. */
	async tell(error: unknown, failing: Failing): Promise<void> {
		const { setting, station, name, reference } = failing;
		this.note(error, `/${name}`, { reference, guildId: setting.guildId, station: station?.id });
		const t = this.#words(setting);
		const heading = this.#services.words.sentence(
			setting.locale,
			failing.strings,
			failing.failed ?? 'failed',
		);
		const now = this.#services.clock.now();
		const { answering, inPlace = false } = failing;
		const say = (card: Card) => (inPlace ? answering.send(card) : answering.sendPrivately(card));
		if (!(error instanceof BackendError)) {
			const isEnd = error instanceof Ended;
			const help = isEnd ? undefined : t('who', { what: t('our-fault.mend') });
			const why = t(isEnd ? 'ended.why' : error instanceof StorageTrouble ? 'storage.why' : 'our-fault.why');
			const refusal = {
				heading,
				why: `${why} ${t('server-trouble.unsure')}`,
				help,
				mark: 'refused',
			} as const;
			await say(errorCard(refusal, { t, reference, now }));
			return;
		}
		const mayRepeat = !error.perhapsDone && worthAnotherTry.includes(error.problem.kind);
		const again =
			mayRepeat && failing.again !== undefined
				? await this.#rerun.againId(failing.again.name, failing.again.options)
				: undefined;
		const refusal = {
			heading,
			...explain(error.problem, error, station, t),
			...this.#instead(error, failing, t),
		};
		const more = station === undefined ? [] : this.#mending(error.problem, station, setting, t);
		await say(errorCard(refusal, { t, reference, now, again, more }));
		if (station !== undefined && isAboutKeys(error.problem)) this.#services.checks.afterRefusal(station);
	}

	/** What the station has in the place of what its radio system has not. */
	#instead({ problem }: BackendError, { station, setting, name }: Failing, t: ErrorWords): { help?: string } {
		if (problem.kind !== 'not-offered' || station === undefined) return {};
		const { book } = this.#services;
		const names = instead(book.commands, station, setting.person, name).map((one) => book.mention(one));
		const isBehindSwitch = station.backend.behindSwitch?.some((role) => role === problem.role) === true;
		const lines = [
			names.length === 0
				? undefined
				: t('not-offered.instead', { station: safe(station.name, 80), commands: names.join(' ') }),
			isBehindSwitch ? t('not-offered.switch') : undefined,
		].filter((line) => line !== undefined);
		return lines.length === 0 ? {} : { help: lines.join('\n') };
	}

	/** Buttons that lead to where it can be mended, for those who may. */
	#mending(problem: BackendProblem, station: Station, setting: Setting, t: ErrorWords) {
		const mayEdit = includesLevel(setting.level, 'admin') && station.source === 'stored';
		const mayCheck = includesLevel(setting.level, 'manager') && station.backend.keyCheck !== undefined;
		const keys = (label: string) =>
			mayEdit ? [button('primary', label, customId('settings edit', 'keys', station.id))] : [];
		const check = mayCheck
			? [button('secondary', t('buttons.check'), customId('doctor', 'show', station.id))]
			: [];
		if (problem.kind === 'key-missing') return keys(t('buttons.enterKeys'));
		if (problem.kind === 'key-rejected') return [...keys(t('buttons.changeKeys')), ...check];
		return problem.kind === 'right-missing' ? check : [];
	}

	/** The log line alone: a radio server's trouble is a warning, our own mistake an error. */
	note(error: unknown, what: string, more: Record<string, unknown> = {}): void {
		if (error instanceof BackendError)
			this.#log.warn({ err: error, problem: error.problem, ...more }, `${what} was not done`);
		else if (error instanceof Ended) this.#log.warn(more, `${what} was given up at the end`);
		else this.#log.error({ err: error, ...more }, `${what} failed`);
	}

	levelTooLow(setting: Setting, needed: Level, station: Station | undefined): Card {
		const t = this.#words(setting);
		const level = t(`level.${needed}`);
		const why =
			station === undefined
				? t('level-too-low.whyAnywhere', { level })
				: t('level-too-low.why', { level, station: safe(station.name, 80) });
		return this.#plainRefusal(
			setting,
			t('level-too-low.heading'),
			why,
			t('who', { what: t('level-too-low.mend') }),
		);
	}

	stationMissing(setting: Setting, missing: { kind: 'none' } | { kind: 'unknown'; text: string }): Card {
		const t = this.#words(setting);
		if (missing.kind === 'none') {
			return this.#plainRefusal(
				setting,
				t('no-station.heading'),
				t('no-station.why'),
				t('who', { what: t('no-station.mend') }),
				includesLevel(setting.level, 'admin')
					? [button('primary', t('buttons.setUp'), customId('setup', 'start'))]
					: [],
			);
		}
		const why = t('station-unknown.why', { text: safe(missing.text, 80) });
		return this.#plainRefusal(
			setting,
			t('station-unknown.heading'),
			why,
			t('can', { what: t('station-unknown.can') }),
		);
	}

	/** For buttons and menus whose command, station or moment is gone. */
	old(setting: Setting): Card {
		const t = this.#words(setting);
		return this.#plainRefusal(setting, t('old.heading'), t('old.why'), t('can', { what: t('old.can') }));
	}

	/** Somebody, or everybody together, asks faster than a radio server should be asked. */
	tooFast(setting: Setting, station: Station | undefined, until: number): Card {
		const t = this.#words(setting);
		const why =
			station === undefined
				? t('too-fast.why')
				: t('too-fast.whyHost', { host: safe(station.backend.host, 80) });
		const can = t('can', { what: t('too-fast.can', { at: moment(until, 'R') }) });
		return this.#plainRefusal(setting, t('too-fast.heading'), why, can);
	}

	questionClosed(setting: Setting, why: 'notYours' | 'tooLate' | 'answered'): Card {
		const t = this.#words(setting);
		return this.#plainRefusal(setting, t('level-too-low.heading'), t(`question.${why}`));
	}

	#plainRefusal(
		setting: Setting,
		heading: string,
		why: string,
		help?: string,
		more?: readonly APIButtonComponent[],
	): Card {
		return errorCard(
			{ heading, why, help, mark: 'refused' },
			{ t: this.#words(setting), now: this.#services.clock.now(), ...(more === undefined ? {} : { more }) },
		);
	}

	#words(setting: Setting): ErrorWords {
		return this.#services.words.in(setting.locale, errors);
	}
}

function isAboutKeys({ kind }: BackendProblem): boolean {
	return kind === 'key-rejected' || kind === 'right-missing';
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Joins a card to its log line: four random signs and the minute of the day, `k3v9-0412`. */
export function newReference(now: number): string {
	const random = Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
	return `${random}-${new Date(now).toISOString().slice(11, 16).replace(':', '')}`;
}
