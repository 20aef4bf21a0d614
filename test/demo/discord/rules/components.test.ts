import { beforeAll, describe, expect, it } from 'vitest';
import { closeAfterAll, type Stage, setStage } from '../with-bot.ts';

closeAfterAll();
let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});

const V2 = 32_768;
const words = (content = 'x') => ({ type: 10, content });
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const link = (more: object = {}) => ({
	type: 2,
	style: 5,
	label: 'Go',
	url: 'https://radio.example',
	...more,
});
const row = (...components: object[]) => ({ type: 1, components });
const options = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ label: `${i}`, value: `${i}` }));
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: options(2), ...more });
const section = (more: object = {}) => ({ type: 9, components: [words()], accessory: button(), ...more });
const gallery = (url: string) => ({ type: 12, items: [{ media: { url } }] });

async function send(body: object): Promise<unknown> {
	return stage.client.rest.post(`/channels/${stage.channelId}/messages`, { body }).then(
		() => 'accepted',
		(error: { rawError: { errors?: unknown; code: number } }) => error.rawError.errors ?? error.rawError.code,
	);
}
const sendV2 = (...components: object[]) => send({ flags: V2, components });
/** Discord's error tree with one error of this code at the path. */
const at = (path: string, code?: string) =>
	path
		.split('.')
		.toReversed()
		.reduce<object>((inner, key) => ({ [key]: inner }), { _errors: [code === undefined ? {} : { code }] });

describe('Components V2 that Discord refuses', () => {
	it.each<[string, object[], object]>([
		['empty text', [words('')], at('components.0.content', 'BASE_TYPE_BAD_LENGTH')],
		['4001 characters in one text', [words('x'.repeat(4001))], at('components.0.content')],
		[
			'4001 characters in two texts',
			[words('x'.repeat(4000)), words('y')],
			at('components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'),
		],
		[
			'41 components, nested ones counted',
			[{ type: 17, components: Array.from({ length: 40 }, () => words()) }],
			at('components', 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'),
		],
		[
			'41 components, accessories counted',
			Array.from({ length: 14 }, (_, i) => section({ accessory: button({ custom_id: `b${i}` }) })),
			at('components', 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'),
		],
		['a section without accessory', [section({ accessory: undefined })], at('components.0.accessory')],
		['a section without text', [section({ components: [] })], at('components.0.components')],
		[
			'a section of four texts',
			[section({ components: [1, 2, 3, 4].map(() => words()) })],
			at('components.0.components'),
		],
		[
			'a button in a section’s texts',
			[section({ components: [button()] })],
			at('components.0.components.0.type'),
		],
		['a bare button', [button()], at('components.0.type', 'UNION_TYPE_CHOICES')],
		[
			'a text input',
			[row({ type: 4, custom_id: 'a', style: 1, label: 'A' })],
			at('components.0.components.0.type'),
		],
		[
			'a container in a container',
			[{ type: 17, components: [{ type: 17, components: [words()] }] }],
			at('components.0.components.0.type'),
		],
		['an empty container', [{ type: 17, components: [] }], at('components.0.components')],
		[
			'a colour that is none',
			[{ type: 17, accent_color: 0x1000000, components: [words()] }],
			at('components.0.accent_color'),
		],
		[
			'one custom id twice',
			[row(button(), button())],
			at('components.0.components.1.custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED'),
		],
		[
			'six buttons in a row',
			[row(...'abcdef'.split('').map((c) => button({ custom_id: c })))],
			at('components.0.components'),
		],
		['an empty row', [row()], at('components.0.components')],
		[
			'a select beside a button',
			[row(select(), button())],
			at('components.0.components', 'COMPONENT_LAYOUT_WIDTH_EXCEEDED'),
		],
		['two selects in a row', [row(select(), select({ custom_id: 't' }))], at('components.0.components')],
		[
			'a picture over ftp',
			[gallery('ftp://radio.example/a.png')],
			at('components.0.items.0.media.url', 'URL_TYPE_INVALID_SCHEME'),
		],
		[
			'a picture at no address',
			[gallery('cover.png')],
			at('components.0.items.0.media.url', 'URL_TYPE_INVALID_URL'),
		],
		[
			'a picture that was not sent',
			[gallery('attachment://cover.png')],
			at('components.0', 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'),
		],
		[
			'a thumbnail without address',
			[section({ accessory: { type: 11, media: {} } })],
			at('components.0.accessory.media.url', 'BASE_TYPE_REQUIRED'),
		],
		['an empty gallery', [{ type: 12, items: [] }], at('components.0.items')],
		[
			'a file by address',
			[{ type: 13, file: { url: 'https://radio.example/a.csv' } }],
			at('components.0.file.url'),
		],
		['a wide separator', [{ type: 14, spacing: 3 }], at('components.0.spacing')],
	])('%s', async (_, components, errors) => {
		expect(await sendV2(...components)).toMatchObject(errors);
	});

	it('content or embeds beside them', async () => {
		const both = await send({ flags: V2, components: [words()], content: 'x', embeds: [{ title: 'x' }] });
		expect(both).toMatchObject({
			content: { _errors: [{ code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2' }] },
			embeds: {},
		});
	});

	it('them without the flag', async () => {
		expect(await send({ components: [words()] })).toMatchObject(
			at('components.0.type', 'UNION_TYPE_CHOICES'),
		);
		expect(await send({ content: 'x', components: [section()] })).toMatchObject(at('components.0.type'));
	});

	it('nothing at all', async () => {
		expect(await sendV2()).toBe(50006);
		expect(await send({})).toBe(50006);
		expect(await send({ content: '  \n' })).toBe(50006);
	});
});

describe('buttons and selects that Discord refuses', () => {
	it.each<[string, object, string]>([
		['a label of 81 characters', button({ label: 'x'.repeat(81) }), 'label'],
		['neither label nor emoji', button({ label: undefined }), 'label'],
		['an emoji that is a word', button({ emoji: { name: ':play:' } }), 'emoji.name'],
		['no custom id', button({ custom_id: undefined }), 'custom_id'],
		['an empty custom id', button({ custom_id: '' }), 'custom_id'],
		['a custom id of 101 characters', button({ custom_id: 'x'.repeat(101) }), 'custom_id'],
		['a link that is pressed', link({ custom_id: 'go' }), 'custom_id'],
		['a link without address', link({ url: undefined }), 'url'],
		['a link to a script', link({ url: 'javascript:alert(1)' }), 'url'],
		['a link of 513 characters', link({ url: `https://radio.example/${'x'.repeat(500)}` }), 'url'],
		['a button with an address', button({ url: 'https://radio.example' }), 'url'],
		['an unknown style', button({ style: 7 }), 'style'],
		['no options', select({ options: [] }), 'options'],
		['26 options', select({ options: options(26) }), 'options'],
		['one value twice', select({ options: [...options(1), ...options(1)] }), 'options.1.value'],
		['a long option', select({ options: [{ label: 'x'.repeat(101), value: 'v' }] }), 'options.0.label'],
		['an option without label', select({ options: [{ label: '', value: 'v' }] }), 'options.0.label'],
		['a long value', select({ options: [{ label: 'x', value: 'v'.repeat(101) }] }), 'options.0.value'],
		[
			'a long description',
			select({ options: [{ label: 'x', value: 'v', description: 'd'.repeat(101) }] }),
			'options.0.description',
		],
		['a placeholder of 151 characters', select({ placeholder: 'x'.repeat(151) }), 'placeholder'],
		['more values than options', select({ max_values: 3 }), 'options'],
		[
			'a role where users are offered',
			{ type: 5, custom_id: 'u', default_values: [{ id: '1', type: 'role' }] },
			'default_values.0.type',
		],
		[
			'more channels chosen than can be',
			{
				type: 8,
				custom_id: 'c',
				max_values: 1,
				default_values: ['1', '2'].map((id) => ({ id, type: 'channel' })),
			},
			'default_values',
		],
		[
			'26 roles chosen',
			{
				type: 6,
				custom_id: 'r',
				min_values: 0,
				max_values: 25,
				default_values: Array.from({ length: 26 }, (_, i) => ({ id: String(i), type: 'role' })),
			},
			'default_values',
		],
		['a least above the most', select({ min_values: 2, max_values: 1 }), 'min_values'],
		['26 values', { type: 5, custom_id: 'u', max_values: 26 }, 'max_values'],
	])('%s', async (_, component, field) => {
		const path = `components.0.components.0.${field}`;
		expect(await send({ content: 'x', components: [row(component)] })).toMatchObject(at(path));
		expect(await sendV2(row(component))).toMatchObject(at(path));
	});

	it('six rows in an ordinary message', async () => {
		const rows = Array.from({ length: 6 }, (_, i) => row(button({ custom_id: `${i}` })));
		expect(await send({ content: 'x', components: rows })).toMatchObject(at('components'));
	});
});

describe('what Discord takes', () => {
	it.each<[string, object[]]>([
		['forty components', [{ type: 17, components: Array.from({ length: 39 }, () => words()) }]],
		['4000 characters', [words('🎵'.repeat(2000)), words('x'.repeat(2000))]],
		['five buttons', [row(...'abcde'.split('').map((c) => button({ custom_id: c })))]],
		['an emoji instead of a label', [row(button({ label: undefined, emoji: { name: '⏭️' } }))]],
		['a custom emoji', [row(button({ emoji: { id: '100000000000000001', name: 'play' } }))]],
		['a link', [row(link())]],
		['25 options and values', [row(select({ options: options(25), min_values: 0, max_values: 25 }))]],
		[
			'nulls for what is left out',
			[{ type: 17, accent_color: null, components: [{ ...words(), id: null }] }],
		],
		[
			'a card',
			[
				{
					type: 17,
					accent_color: 0x22aa66,
					components: [
						section({
							accessory: { type: 11, media: { url: 'https://radio.example/a.png' }, description: 'Cover' },
						}),
						{ type: 14, divider: true, spacing: 2 },
						gallery('https://radio.example/b.png'),
						row(button(), link()),
					],
				},
			],
		],
	])('%s', async (_, components) => {
		expect(await sendV2(...components)).toBe('accepted');
	});

	it('numbers the components it keeps', async () => {
		await sendV2({ type: 17, components: [words('One'), { ...words('Two'), id: 2 }] });
		const sent = stage.discord.messages(stage.channelId).at(-1)!;

		expect(sent.components).toMatchObject([{ id: 1, components: [{ id: 3 }, { id: 2 }] }]);
	});
});
