import { beforeAll, describe, expect, it } from 'vitest';
import {
	closeAfterAll,
	messageOf,
	receive,
	receiveCommand,
	type Stage,
	setStage,
	slash,
} from '../with-bot.ts';

closeAfterAll();
let stage: Stage;
beforeAll(async () => {
	stage = await setStage({ commands: [slash('setup')] });
});

const input = (more: object = {}) => ({ type: 4, custom_id: 'a', style: 1, label: 'A', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const label = (component: object, more: object = {}) => ({ type: 18, label: 'L', component, ...more });
const modal = (components: object[], more: object = {}) => ({
	custom_id: 'm',
	title: 'T',
	components,
	...more,
});
const select = { type: 3, custom_id: 's', options: [{ label: 'One', value: '1' }] };

async function show(data: object) {
	const { act, interaction } = await receiveCommand(stage, 'setup');
	const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
	const errors = await stage.client.rest.post(path, { body: { type: 9, data }, auth: false }).then(
		() => 'accepted',
		(error: { rawError: { errors: { data: unknown } } }) => error.rawError.errors.data,
	);
	return { act, errors };
}

describe('modals that Discord refuses', () => {
	it.each<[string, object, object]>([
		['a title of 46 characters', modal([row(input())], { title: 'x'.repeat(46) }), { title: {} }],
		['no title', modal([row(input())], { title: '' }), { title: {} }],
		['no components', modal([]), { components: {} }],
		[
			'six components',
			modal('abcdef'.split('').map((c) => row(input({ custom_id: c })))),
			{ components: {} },
		],
		['a label of 46 characters', modal([row(input({ label: 'x'.repeat(46) }))]), { components: { 0: {} } }],
		['an input without label', modal([row(input({ label: undefined }))]), { components: { 0: {} } }],
		[
			'a labelled input in a label',
			modal([label(input())]),
			{ components: { 0: { component: { label: {} } } } },
		],
		[
			'a long label around it',
			modal([label(input({ label: undefined }), { label: 'x'.repeat(46) })]),
			{ components: {} },
		],
		['one custom id twice', modal([row(input()), row(input())]), { components: { 1: {} } }],
		['two inputs in a row', modal([row(input(), input({ custom_id: 'b' }))]), { components: { 0: {} } }],
		['a button', modal([row({ type: 2, style: 1, label: 'x', custom_id: 'x' })]), { components: { 0: {} } }],
		[
			'a value above its own limit',
			modal([row(input({ max_length: 3, value: 'four' }))]),
			{ components: { 0: {} } },
		],
		[
			'a placeholder of 101',
			modal([row(input({ placeholder: 'x'.repeat(101) }))]),
			{ components: { 0: {} } },
		],
		['a select without label', modal([row(select)]), { components: { 0: {} } }],
		['a disabled select', modal([label({ ...select, disabled: true })]), { components: { 0: {} } }],
	])('%s', async (_, data, errors) => {
		expect((await show(data)).errors).toMatchObject(errors);
	});
});

describe('a modal that is filled in', () => {
	const form = modal([
		{ type: 10, content: 'Tell us about the station.' },
		label(input({ label: undefined, max_length: 5 })),
		label(select),
		label({ type: 8, custom_id: 'where', required: false }),
	]);

	it('brings texts and choices to the bot', async () => {
		const { act } = await show(form);
		const shown = await act.answer();
		if (shown.kind !== 'modal') throw new Error(shown.kind);
		const values = { a: 'text', s: ['1'], where: stage.channelId };

		const filled = await receive(stage, () => stage.discord.submit(stage.mara, shown.modal, values));

		if (!filled.interaction.isModalSubmit()) throw new Error('That was no modal');
		const { fields } = filled.interaction;
		expect(fields.getTextInputValue('a')).toBe('text');
		expect(fields.getStringSelectValues('s')).toEqual(['1']);
		expect(fields.getSelectedChannels('where')?.first()?.id).toBe(stage.channelId);
		await filled.interaction.reply('Saved');
		expect((await messageOf(filled.act)).content).toBe('Saved');
	});

	it('cannot be sent half empty, too long or with choices it does not offer', async () => {
		const shown = await (await show(form)).act.answer();
		if (shown.kind !== 'modal') throw new Error(shown.kind);
		const submit = (values: Record<string, string>) => () =>
			stage.discord.submit(stage.mara, shown.modal, values);

		expect(submit({ s: '1' })).toThrow(/a must be filled in/);
		expect(submit({ a: 'text' })).toThrow(/s must be filled in/);
		expect(submit({ a: 'too long', s: '1' })).toThrow(/0 to 5 characters/);
		expect(submit({ a: 'text', s: '2' })).toThrow(/does not offer 2; it offers 1/);
		expect(submit({ a: 'text', s: '1', b: 'x' })).toThrow(/no field b/);
		expect(submit({ a: 'text', s: '1', where: '1' })).toThrow(/no channel 1/);
	});
});
