import strings from '#locales/en-US/setup.ts';
import type { Draft } from '#src/stations/set-up/draft.ts';
import type { SetUpProblem } from '#src/stations/set-up/problems.ts';
import { accessParts, accessSummary } from './access-parts.ts';
import { accent, button, type Card, card, line, type Part, row, select, text } from './card.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import { selectSeveral } from './picks.ts';
import { problemWords } from './set-up-problem.ts';
import {
	checkParts,
	chosenStations,
	type Drawing,
	keyNamesIn,
	keyWord,
	missingLine,
	mostOptions,
	ownerLines,
	shownStations,
	stationOption,
} from './set-up-stations.ts';
import { systemWords } from './system-words.ts';
import { plain, safe } from './text.ts';

export const steps = ['address', 'keys', 'stations', 'access', 'summary'] as const;
export type Step = (typeof steps)[number];

/** The id of a button or select of the wizard. */
export function setUpId(action: string, draft: Draft, ...args: string[]): string {
	return customId('setup', action, draft.id, ...args);
}

/** One step of the wizard: always the same message, redrawn. */
export function stepCard(
	step: Step,
	setting: Setting,
	draft: Draft,
	about: Pick<Drawing, 'system' | 'systems' | 'room'>,
	problem: SetUpProblem | null = null,
): Card {
	const t = setting.services.words.in(setting.locale, strings);
	const words = systemWords(setting.services.words, setting.locale, about.system.kind);
	const drawing: Drawing = { setting, t, draft, words, ...about };
	const number = steps.indexOf(step) + 1;
	const host = draft.server?.host ?? '';
	const why = problem === null ? undefined : problemWords(problem, setting, { host, ...about.system });
	return card(
		problem === null ? accent.calm : accent.warn,
		text(t('context', { step: number }), `## ${t(`${step}.question`)}`, t(`trail.${step}`)),
		line(),
		why === undefined ? undefined : text(t('why', { why })),
		...body[step](drawing),
		row(...buttons(step, drawing)),
	);
}

const body: Record<Step, (drawing: Drawing) => (Part | undefined)[]> = {
	address: (drawing) => {
		const { t, draft, system, systems } = drawing;
		const [, another] = systems;
		const isOpen = draft.wanted === undefined && another !== undefined;
		return [
			text(
				isOpen ? t('address.bodyAny') : t('address.body', { label: system.label }),
				draft.typed === '' ? undefined : t('address.typed', { typed: safe(draft.typed, 80) }),
			),
			another === undefined ? undefined : systemSelect(drawing),
		];
	},
	keys: (drawing) => {
		const { t, draft } = drawing;
		const shown = draft.found.slice(0, 10).map(({ name }) => safe(name, 80));
		return [
			text(answersLine(drawing), draft.server?.url.startsWith('http:') ? t('keys.insecure') : undefined),
			text(...drawing.system.keyNames.map((key) => drawing.words.say(key)), drawing.words.say('optional')),
			text(
				shown.length === 0 ? t('keys.noPublic') : t('keys.public', { names: shown.join(', ') }),
				draft.alreadyHere === 0 ? undefined : t('keys.here', { count: draft.alreadyHere }),
			),
		];
	},
	stations: (drawing) => {
		const { t, draft, room } = drawing;
		const host = safe(draft.server?.host ?? '', 80);
		const shown = shownStations(draft);
		const options = shown.map((station) => stationOption(station, drawing));
		return [
			text(...ownerLines(drawing)),
			text(t('stations.reach', { count: draft.found.length, host })),
			options.length === 0
				? undefined
				: selectSeveral(setUpId('choose', draft), t('stations.choose'), options, draft.chosen),
			text(
				t('stations.chosen', { count: draft.chosen.length }),
				shown.length < draft.found.length
					? t('stations.notAll', { shown: shown.length, all: draft.found.length })
					: undefined,
				draft.chosen.length > room ? t('stations.tooMany', { room }) : undefined,
			),
			...checkParts(drawing),
		];
	},
	access: ({ setting, t, draft }) =>
		accessParts(setting, draft, {
			role: (level) => setUpId('role', draft, level),
			channel: (purpose) => setUpId('channel', draft, purpose),
			note: draft.suggested ? t('access.suggested') : undefined,
		}),
	summary: (drawing) => {
		const { setting, t, draft, system } = drawing;
		const { label } = system;
		const host = safe(draft.server?.host ?? '', 80);
		const version = draft.server?.version ?? null;
		const names = chosenStations(draft).map(({ name }) => safe(name, 80));
		const keys = keyNamesIn(draft).map((key) =>
			t('summary.key', { key: keyWord(setting, key), tail: draft.keys[key]?.tail ?? '' }),
		);
		return [
			text(
				version === null ? t('summary.server', { host }) : t('summary.version', { host, label, version }),
				keys.length === 0 ? t('summary.noKeys') : t('summary.keys', { keys: keys.join(' · ') }),
				t('summary.stations', { names: names.join(', ') }),
				...accessSummary(setting, draft),
				...[...draft.checks.values()].flatMap((report) => missingLine(report, t)),
			),
		];
	},
};

function buttons(step: Step, { t, draft, room, system }: Drawing) {
	const back = (to: Step) => button('secondary', t('buttons.back'), setUpId('go', draft, to));
	const cancel = button('secondary', t('buttons.cancel'), setUpId('cancel', draft));
	const go = (to: Step, disabled = false) =>
		button('primary', t('buttons.continue'), setUpId('go', draft, to), disabled);
	const fits = draft.chosen.length > 0 && draft.chosen.length <= room;
	switch (step) {
		case 'address':
			return [
				button(
					'primary',
					t(draft.typed === '' ? 'address.enter' : 'address.again'),
					setUpId('address', draft),
				),
				draft.server === undefined
					? undefined
					: button(
							'secondary',
							t('buttons.continue'),
							setUpId('go', draft, system.keyNames.length === 0 ? 'stations' : 'keys'),
						),
				cancel,
			];
		case 'keys':
			return [
				button('primary', t('keys.enter'), setUpId('keys', draft)),
				draft.found.length === 0
					? undefined
					: button('secondary', t('keys.without'), setUpId('go', draft, 'stations')),
				fits && Object.keys(draft.keys).length === 0
					? button('secondary', t('keys.save'), setUpId('save', draft))
					: undefined,
				back('address'),
				cancel,
			];
		case 'stations':
			return [
				go('access', !fits),
				draft.found.length > mostOptions
					? button('secondary', t('stations.search'), setUpId('search', draft))
					: undefined,
				back(system.keyNames.length === 0 ? 'address' : 'keys'),
				cancel,
			];
		case 'access':
			return [go('summary'), back('stations'), cancel];
		case 'summary':
			return [button('primary', t('buttons.save'), setUpId('save', draft), !fits), back('access'), cancel];
	}
}

/** Which radio system it is; as long as nobody says, whatever answers. */
function systemSelect({ setting, t, draft, systems }: Drawing) {
	const { services, locale } = setting;
	const options = systems.map(({ kind, label }) => {
		const description = systemWords(services.words, locale, kind).say('choice');
		return {
			label,
			value: kind,
			default: draft.wanted === kind,
			...(description === '' ? {} : { description: plain(description, 100) }),
		};
	});
	const any = { label: t('address.detect'), value: 'any', default: draft.wanted === undefined };
	return select(setUpId('system', draft), t('address.system'), [any, ...options]);
}

function answersLine({ t, draft, system: { label } }: Drawing): string {
	const host = safe(draft.server?.host ?? '', 80);
	const version = draft.server?.version ?? null;
	return version === null
		? t('keys.answersUnknown', { label, host })
		: t('keys.answers', { label, version, host });
}
