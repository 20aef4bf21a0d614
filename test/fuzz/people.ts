import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownModal } from '#demo/discord/interaction.ts';
import type { Act } from '#demo/discord/loopback-discord.ts';
import type { OptionValues } from '#demo/discord/people/command-input.ts';
import type { ModalValues } from '#demo/discord/people/modal-input.ts';
import { type CommandOption, isBranch, isLeaf, type LeafOption } from '#demo/discord/rules/command-schema.ts';
import { walkComponents } from '#demo/discord/rules/component-tree.ts';
import { modalFields } from '#demo/discord/rules/modal.ts';
import { channels, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import type { PersonName } from '#test/support/people.ts';
import { share } from './spoiling.ts';

const people = [
	'listener',
	'german',
	'dj',
	'manager',
	'admin',
	'owner',
] as const satisfies readonly PersonName[];
const chosenRole = roles.dj;
const typed = [
	'a',
	'on',
	'all',
	'-1',
	'1e999',
	'2026-02-30',
	'25:61',
	'PT1H',
	'https://127.0.0.1:1/',
	'javascript:alert(1)',
	'../../etc/passwd',
	"' or 1=1 --",
	'{{constructor}}',
	'{count} $t(errors.why) {mark.on_air}',
	'__proto__',
	'@everyone <@1> ```',
	'\u202eabc',
	'💥'.repeat(30),
	'x'.repeat(4_000),
];

/** One thing that somebody does, chosen by numbers between 0 and 1, so that it shrinks and means something on any card. */
interface Step {
	who: number;
	what: 'command' | 'typing' | 'component' | 'forged' | 'form';
	choices: number[];
	text: string;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.record({
		who: share,
		what: fc.constantFrom(
			'command',
			'command',
			'typing',
			'component',
			'component',
			'component',
			'forged',
			'form',
			'form',
		),
		choices: fc.array(share, { minLength: 12, maxLength: 12 }),
		text: fc.oneof(fc.constantFrom(...typed), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })),
	}),
	{ minLength: 12, maxLength: 12 },
);

/** Walks of people who press, type and fill in anything that Discord lets them. */
export function describePeople(walks: number): void {
	describe('whatever people do', () => {
		let app: TestApp;
		beforeAll(async () => {
			// An alert calls the role that somebody chose for it.
			app = await startTestApp({ mayPing: [chosenRole] });
		});
		afterAll(() => app.close(), 120_000);

		test('every act is acknowledged once and answered, and nobody orders what is not theirs', {
			timeout: 60_000 + walks * 1_000,
		}, async () => {
			let acts = 0;
			await fc.assert(
				fc.asyncProperty(steps, async (walk) => {
					const forms: ShownModal[] = [];
					for (const step of walk) if (await take(app, step, forms)) acts += 1;
				}),
				{ numRuns: walks, endOnFailure: true },
			);
			// What Discord's client refuses is no act: a walk that nobody walks would prove nothing.
			expect(acts).toBeGreaterThan(walks * 3);
		});
	});
}

async function take(app: TestApp, step: Step, forms: ShownModal[]): Promise<boolean> {
	const person = pick(people, step.who);
	const log = app.log().length;
	app.calls();
	const deed = deedOf(app, person, step, forms);
	if (deed === undefined) return false;
	const answer = await inTime(app, deed.act);
	if (answer?.kind === 'modal') forms.push(answer.modal);
	const account = `${person}: ${deed.what}`;
	const lines = app.log().slice(log).split('\n');
	expect(
		lines.filter((line) => /"level":[56]0/.test(line)),
		account,
	).toEqual([]);
	const orders = app.calls().filter((call) => !call.startsWith('GET '));
	const mayOnlyRequest = person === 'listener' || person === 'german';
	const beyond = orders.filter((call) =>
		mayOnlyRequest ? !/^POST \/api\/station\/[^/]+\/request\//.test(call) : call.endsWith('(admin)'),
	);
	if (mayOnlyRequest || person === 'dj') expect(beyond, account).toEqual([]);
	// So that nobody is slowed down.
	await app.clock.advance(10_000);
	return true;
}

interface Deed {
	what: string;
	act: Act | undefined;
}

/** Undefined for what Discord's own client would not let anybody do. */
function deedOf(app: TestApp, person: PersonName, step: Step, forms: ShownModal[]): Deed | undefined {
	const { discord } = app;
	const by = app.as(person);
	try {
		if (step.what === 'command' || step.what === 'typing') {
			const { name, leaves } = pick(leavesOf(discord.commandsFor(by)), step.choices[0]);
			const values = valuesFor(app, leaves, step);
			const focused = leaves.find(({ autocomplete }) => autocomplete === true);
			const what = `/${name} ${JSON.stringify(values).slice(0, 500)}`;
			if (step.what === 'command') return { what, act: discord.command(by, name, values) };
			if (focused === undefined) return undefined;
			const suggested = discord.autocomplete(
				by,
				name,
				{ ...values, [focused.name]: step.text.slice(0, 100) },
				focused.name,
			);
			return { what, act: actOf(suggested) };
		}
		if (step.what === 'form') {
			const form = forms.at(-1);
			if (form === undefined) return undefined;
			const values = formValues(app, form, step);
			return {
				what: `form ${form.custom_id} ${JSON.stringify(values)}`,
				act: discord.submit(by, form, values),
			};
		}
		const message = pick(discord.messages(by.channelId, by.userId).slice(-8), step.choices[0]);
		const parts = [...walkComponents(message.components)].flatMap(({ component }) =>
			'custom_id' in component &&
			component.custom_id !== undefined &&
			!('disabled' in component && component.disabled === true)
				? [component]
				: [],
		);
		const part = pick(parts, step.choices[1]);
		const customId = part.custom_id ?? '';
		if (step.what === 'forged') {
			// What a card of an older version would carry: the same custom id cut, mixed up, or of something else.
			part.custom_id = forge(customId, step);
		}
		const pressed = part.custom_id ?? '';
		try {
			const act =
				part.type === 2
					? discord.press(by, message.id, pressed)
					: discord.select(by, message.id, pressed, [chosen(app, part, step)]);
			return { what: `${pressed} of ${message.id}`, act };
		} finally {
			part.custom_id = customId;
		}
	} catch (error) {
		// Discord's client says no; nothing was sent.
		if (error instanceof Error && !(error instanceof TypeError)) return undefined;
		throw error;
	}
}

function forge(customId: string, { choices, text }: Step): string {
	const at = Math.floor((choices[2] ?? 0) * customId.length);
	const forged = [
		customId.slice(0, at),
		`${customId.slice(0, at)}${text}${customId.slice(at)}`,
		text,
		customId
			.split(/[^\w-]/)
			.toReversed()
			.join(':'),
		`${customId}${customId}`,
	];
	return pick(forged, choices[3]).slice(0, 100) || 'x';
}

function leavesOf(commands: readonly { name: string; options: CommandOption[] }[]) {
	const walk = (
		name: string,
		options: readonly CommandOption[],
	): { name: string; leaves: LeafOption[] }[] => {
		const branches = options.filter(isBranch);
		return branches.length === 0
			? [{ name, leaves: options.filter(isLeaf) }]
			: branches.flatMap((branch) => walk(`${name} ${branch.name}`, branch.options));
	};
	return commands.flatMap(({ name, options }) => walk(name, options));
}

function valuesFor(app: TestApp, leaves: readonly LeafOption[], step: Step): OptionValues {
	const entries = leaves.flatMap((leaf, index): [string, OptionValues[string]][] => {
		const chance = step.choices[(index + 2) % 12] ?? 0;
		return leaf.required !== true && chance < 0.4
			? []
			: [[leaf.name, valueFor(app, leaf, chance, step.text)]];
	});
	return Object.fromEntries(entries);
}

function valueFor(app: TestApp, leaf: LeafOption, chance: number, text: string): OptionValues[string] {
	if (leaf.choices !== undefined && leaf.choices.length > 0) return pick(leaf.choices, chance).value;
	if (leaf.type === 4) return Math.floor(chance * 1_000) + (leaf.min_value ?? 0);
	if (leaf.type === 5) return chance > 0.7;
	if (leaf.type === 6) return app.as(pick(people, chance)).userId;
	if (leaf.type === 7) return pick(Object.values(channels), chance);
	if (leaf.type === 11) return { name: `${text.slice(0, 20)}.mp3`, content: Buffer.from(text) };
	return text.slice(0, Math.min(leaf.max_length ?? 100, 100)).toWellFormed();
}

type Part = ReturnType<typeof walkComponents> extends Generator<{ component: infer C }> ? C : never;

function chosen(app: TestApp, part: Part, step: Step): string {
	const chance = step.choices[4] ?? 0;
	if ('options' in part) return pick(part.options, chance).value;
	if (part.type === 5 || part.type === 7) return app.as(pick(people, chance)).userId;
	if (part.type === 8) return pick(Object.values(channels), chance);
	return chosenRole;
}

function formValues(app: TestApp, form: ShownModal, step: Step): ModalValues {
	const entries = modalFields(form).flatMap(({ field }, index): [string, ModalValues[string]][] => {
		const chance = step.choices[(index + 1) % 12] ?? 0;
		if ('options' in field) return [[field.custom_id, pick(field.options, chance).value]];
		if (field.type === 19) return [[field.custom_id, { name: 'a.mp3', content: Buffer.from(step.text) }]];
		if (field.type === 8) return [[field.custom_id, pick(Object.values(channels), chance)]];
		if (field.type === 4)
			return chance < 0.2 && field.required === false
				? []
				: [[field.custom_id, step.text.slice(0, field.max_length ?? 4_000)]];
		return field.type === 5 || field.type === 7
			? [[field.custom_id, app.as(pick(people, chance)).userId]]
			: [];
	});
	return Object.fromEntries(entries);
}

/** Suggestions, waited for as an act. */
function actOf(suggested: Promise<unknown>): Act {
	let isAnswered = false;
	const settled = suggested.then(() => {
		isAnswered = true;
	});
	settled.catch(() => undefined);
	return {
		interactionId: '',
		acknowledged: async () => {
			await settled;
			return { type: 8, latencyMs: 0, ephemeral: true };
		},
		answer: () => new Promise(() => {}),
		isAnswered: () => isAnswered,
		answers: () => [],
	};
}

/** The final answer, time going on by itself until it is there; undefined for suggestions. */
async function inTime(app: TestApp, act: Act | undefined) {
	if (act === undefined) return undefined;
	const { type } = await act.acknowledged();
	if (type === 8 || type === 6) return undefined;
	const answer = act.answer();
	const over = Promise.allSettled([answer]).then(() => true);
	const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 2));
	while (!(await Promise.race([over, pause()]))) await app.clock.advance(1_000);
	return answer;
}

function pick<T>(all: readonly T[], chance = 0): T {
	const found = all[Math.floor(chance * all.length)];
	if (found === undefined) throw new Error('There is nothing to choose from');
	return found;
}
