import strings from '#locales/en-US/setup.ts';
import { channelPurposes } from '#src/checks/channel-rights.ts';
import { roleLevels } from '#src/discord/access-parts.ts';
import { accent, button, type Card, card, row, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import type { Reply } from '#src/discord/reply.ts';
import { type Step, setUpId, stepCard, steps } from '#src/discord/set-up-cards.ts';
import { addressForm, type FormSystem, keysForm, searchForm } from '#src/discord/set-up-forms.ts';
import { problemWords } from '#src/discord/set-up-problem.ts';
import { savedCard } from '#src/discord/set-up-saved.ts';
import { changeableStation, startCard } from '#src/discord/set-up-start.ts';
import { editCard } from '#src/discord/station-settings-card.ts';
import { suggestAccess } from '#src/discord/suggest-access.ts';
import { systemWords } from '#src/discord/system-words.ts';
import type { Draft } from '#src/stations/set-up/draft.ts';
import type { SetUpProblem } from '#src/stations/set-up/problems.ts';

type SetUpContext = Context<typeof strings, undefined>;
type Press = SetUpContext & Pressed;

export default defineCommand(strings, {
	group: 'settings',
	level: 'admin',
	uses: [],
	visibility: 'private',
	station: 'none',
	execute: async (context) => open(context),
	components: {
		/** On a message that everybody sees. */
		open: { answer: 'private', run: async (context) => open(context) },
		start: { answer: 'update', run: async (context) => begin(context) },
		edit: {
			answer: 'update',
			run: async (context) => {
				const station = changeableStation(context, context.values[0] ?? '');
				const here = context.services.stations.of(context.guildId);
				return station === undefined ? startCard(context, here) : editCard(context, station);
			},
		},
		address: {
			answer: 'form',
			open: (context) => {
				const draft = draftOf(context);
				return addressForm(context.t, context.args[0] ?? '', draft, formSystem(context, draft));
			},
		},
		found: { answer: 'update', run: async (context) => withDraft(context, enterAddress) },
		system: {
			answer: 'update',
			run: async (context) =>
				withDraft(context, async (draft) => {
					context.services.setUp.want(draft, context.values[0]);
					return draw(context, draft, 'address');
				}),
		},
		keys: {
			answer: 'form',
			open: (context) => {
				const draft = draftOf(context);
				return keysForm(context.t, context.args[0] ?? '', draft, formSystem(context, draft));
			},
		},
		checked: { answer: 'update', run: async (context) => withDraft(context, enterKeys) },
		go: { answer: 'update', run: async (context) => withDraft(context, go) },
		choose: {
			answer: 'update',
			run: async (context) =>
				withDraft(context, async (draft) => {
					await context.show(working(context));
					const problem = await context.services.setUp.choose(draft, context.values);
					return draw(context, draft, 'stations', problem);
				}),
		},
		search: {
			answer: 'form',
			open: ({ t, args }) => searchForm(t, args[0] ?? ''),
		},
		searched: {
			answer: 'update',
			run: async (context) =>
				withDraft(context, async (draft) => {
					draft.filter = context.fields['text'] ?? '';
					return draw(context, draft, 'stations');
				}),
		},
		role: { answer: 'update', run: async (context) => withDraft(context, chooseRoles) },
		channel: { answer: 'update', run: async (context) => withDraft(context, chooseChannel) },
		save: { answer: 'update', changes: true, run: async (context) => withDraft(context, save) },
		cancel: {
			answer: 'update',
			run: async (context) =>
				withDraft(context, async (draft) => {
					context.services.setUp.cancel(draft);
					const { t } = context;
					return card(accent.idle, text(`### ${t('cancelled.heading')}`), text(t('cancelled.text')));
				}),
		},
	},
});

function open(context: SetUpContext): Card {
	const here = context.services.stations.of(context.guildId);
	return here.length === 0 ? begin(context) : startCard(context, here);
}

function begin(context: SetUpContext): Card {
	const draft = context.services.setUp.begin(context.guildId, context.person.id);
	return draw(context, draft, 'address');
}

const draftOf = ({ services, guildId, person, args }: Press) =>
	services.setUp.draft(args[0] ?? '', guildId, person.id);

/** The draft of the button, if it is this person's and still open; else the sentence that it is not. */
async function withDraft(
	context: Press,
	run: (draft: Draft, context: Press) => Promise<Reply>,
): Promise<Reply> {
	const { services, t } = context;
	const draft = draftOf(context);
	if (draft !== undefined) return run(draft, context);
	return card(
		accent.idle,
		text(`### ${t('stale.heading')}`),
		text(t('stale.text', { command: services.book.mention('setup') })),
	);
}

function draw(context: SetUpContext, draft: Draft, step: Step, problem: SetUpProblem | null = null): Card {
	const { setUp } = context.services;
	const about = { system: setUp.system(draft), systems: setUp.systems, room: setUp.room(context.guildId) };
	return stepCard(step, context, draft, about, problem);
}

/** What a form asks: of the chosen radio system, or of the first one. */
function formSystem({ services, locale }: Press, draft: Draft | undefined): FormSystem {
	const { words, setUp } = services;
	const { kind, keyNames, usualAddress } = setUp.system(draft);
	const isOpen = draft?.server === undefined && draft?.wanted === undefined && setUp.systems.length > 1;
	return {
		keyNames,
		usualAddress: isOpen ? undefined : usualAddress,
		words: systemWords(words, locale, isOpen ? 'other' : kind),
	};
}

function working({ t }: SetUpContext): Card {
	return card(accent.calm, text(`### ${t('keys.checking')}`));
}

const typedKeys = ({ fields }: Press) => ({
	station: fields['station'] ?? '',
	admin: fields['admin'] ?? '',
});

async function enterAddress(draft: Draft, context: Press): Promise<Reply> {
	const { setUp } = context.services;
	const problem = await setUp.enterAddress(draft, context.fields['address'] ?? '');
	if (problem !== null) return draw(context, draft, 'address', problem);
	const keys = typedKeys(context);
	if (keys.station !== '' || keys.admin !== '') return enterKeys(draft, context);
	return draw(context, draft, setUp.system(draft).keyNames.length === 0 ? 'stations' : 'keys');
}

async function enterKeys(draft: Draft, context: Press): Promise<Reply> {
	await context.show(working(context));
	const problem = await context.services.setUp.enterKeys(draft, typedKeys(context));
	return draw(context, draft, problem === null ? 'stations' : 'keys', problem);
}

async function go(draft: Draft, context: Press): Promise<Reply> {
	const step = steps.find((one) => one === context.args[1]) ?? 'address';
	if (step === 'access') suggestAccess(draft, context.services.guilds);
	return draw(context, draft, step);
}

async function chooseRoles(draft: Draft, context: Press): Promise<Reply> {
	const level = roleLevels.find((one) => one === context.args[1]);
	if (level !== undefined) draft.roles = { ...draft.roles, [level]: [...context.values] };
	return draw(context, draft, 'access');
}

async function chooseChannel(draft: Draft, context: Press): Promise<Reply> {
	const purpose = channelPurposes.find((one) => one === context.args[1]);
	if (purpose !== undefined) draft.channels = { ...draft.channels, [purpose]: context.values[0] };
	return draw(context, draft, 'access');
}

async function save(draft: Draft, context: Press): Promise<Reply> {
	const { t, services } = context;
	const saved = await services.setUp.save(draft);
	if ('kind' in saved) {
		const { label, kind } = services.setUp.system(draft);
		const about = { host: draft.server?.host ?? '', label, kind };
		return card(
			accent.bad,
			text(`### ${t('notSaved.heading')}`),
			text(problemWords(saved, context, about)),
			text(t('notSaved.kept')),
			row(
				button('primary', t('buttons.again'), setUpId('save', draft)),
				button('secondary', t('buttons.back'), setUpId('go', draft, 'stations')),
				button('secondary', t('buttons.cancel'), setUpId('cancel', draft)),
			),
		);
	}
	void services.welcomes.setUp(context.guildId, context.person.id);
	const [first] = saved;
	const names = saved.map(({ name }) => name).join(', ');
	return {
		...(await savedCard(context, saved)),
		audit: { outcome: 'done', what: names, ...(first === undefined ? {} : { station: first }) },
	};
}
