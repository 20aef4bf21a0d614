import strings from '#locales/en-US/setup.ts';
import { channelPurposes } from '#src/checks/channel-rights.ts';
import { roleLevels } from '#src/discord/access-parts.ts';
import { accent, button, type Card, card, row, select, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import type { Reply } from '#src/discord/reply.ts';
import { type Step, setUpId, stepCard, steps } from '#src/discord/set-up-cards.ts';
import { addressForm, keysForm, searchForm } from '#src/discord/set-up-forms.ts';
import { problemWords } from '#src/discord/set-up-problem.ts';
import { savedCard } from '#src/discord/set-up-saved.ts';
import { editCard } from '#src/discord/station-settings-card.ts';
import { suggestAccess } from '#src/discord/suggest-access.ts';
import { plain } from '#src/discord/text.ts';
import { includesLevel, levelAt } from '#src/stations/levels.ts';
import type { Draft } from '#src/stations/set-up/draft.ts';
import type { SetUpProblem } from '#src/stations/set-up/problems.ts';
import type { Station } from '#src/stations/station.ts';

type SetUpContext = Context<typeof strings, undefined>;
type Press = SetUpContext & Pressed;

export default defineCommand(strings, {
	group: 'settings',
	level: 'admin',
	uses: [],
	visibility: 'private',
	station: 'none',
	execute: async (context) => {
		const here = context.services.stations.of(context.guildId);
		return here.length === 0 ? begin(context) : startCard(context, here);
	},
	components: {
		start: { answer: 'update', run: async (context) => begin(context) },
		edit: { answer: 'update', run: async (context) => edit(context) },
		address: {
			answer: 'form',
			open: (context) => addressForm(context.t, context.args[0] ?? '', draftOf(context)),
		},
		found: { answer: 'update', run: async (context) => withDraft(context, enterAddress) },
		keys: { answer: 'form', open: (context) => keysForm(context.t, context.args[0] ?? '', draftOf(context)) },
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

function begin(context: SetUpContext): Card {
	const draft = context.services.setUp.begin(context.guildId, context.person.id);
	return draw(context, draft, 'address');
}

/** Where stations are set up already: add others, or change one. */
function startCard({ t, id, services, guildId, person }: SetUpContext, here: readonly Station[]): Card {
	const mine = here.filter(
		(station) => station.source === 'stored' && includesLevel(levelAt(person, station), 'admin'),
	);
	const room = services.setUp.room(guildId);
	const options = mine.map((station) => ({
		label: plain(station.name, 100) || station.id,
		value: station.id,
	}));
	return card(
		accent.calm,
		text(`## ${t('start.heading')}`, `-# ${t('start.here', { count: here.length })}`),
		room <= 0 ? text(t('start.full')) : undefined,
		options.length === 0 ? undefined : select(id('edit'), t('start.change'), options),
		mine.length < here.length ? text(t('start.declared')) : undefined,
		row(button('primary', t('start.add'), id('start'), room <= 0)),
	);
}

async function edit(context: Press): Promise<Card> {
	const { services, guildId, person, values } = context;
	const station = services.stations.find(guildId, values[0] ?? '');
	if (station === undefined || !includesLevel(levelAt(person, station), 'admin'))
		return startCard(context, services.stations.of(guildId));
	return editCard(context, station);
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
	const about = { label: setUp.label(draft), room: setUp.room(context.guildId) };
	return stepCard(step, context, draft, about, problem);
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
	return keys.station === '' && keys.admin === '' ? draw(context, draft, 'keys') : enterKeys(draft, context);
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
		const about = { host: draft.server?.host ?? '', label: services.setUp.label(draft) };
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
	const [first] = saved;
	const names = saved.map(({ name }) => name).join(', ');
	return {
		...(await savedCard(context, saved)),
		audit: { outcome: 'done', what: names, ...(first === undefined ? {} : { station: first }) },
	};
}
