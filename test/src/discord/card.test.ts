import { ButtonStyle, ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMessage, Flag, parseMessageForm } from '#demo/discord/rules/message-body.ts';
import {
	accent,
	button,
	type Card,
	card,
	line,
	linkButton,
	moment,
	row,
	select,
	stationColour,
	text,
	withButton,
	withPicture,
} from '#src/discord/card.ts';

/** What Discord makes of the card; throws where Discord would refuse it. */
function sent(made: Card) {
	const body = { flags: Flag.componentsV2, components: made.components };
	const before = { content: '', embeds: [], components: [], flags: 0, files: [] };
	return checkMessage(parseMessageForm(body), before).components;
}

describe('a card', () => {
	test('is one container with its colour; what does not apply is left out', () => {
		const made = card(accent.ok, text('a'), undefined, row(undefined), line(), text('b'));
		expect(made).toEqual({
			components: [
				{
					type: ComponentType.Container,
					accent_color: accent.ok,
					components: [
						{ type: ComponentType.TextDisplay, content: 'a' },
						{ type: ComponentType.Separator, divider: true, spacing: 1 },
						{ type: ComponentType.TextDisplay, content: 'b' },
					],
				},
			],
		});
		expect(made).not.toHaveProperty('files');
	});

	test('of every part is taken by Discord', () => {
		const all = card(
			accent.calm,
			text('## Heading', '-# context'),
			...withPicture([text('title')], { url: 'https://radio.example.org/art/1', alt: 'Cover' }),
			line(),
			withButton([text('item')], button('secondary', 'Open', 'stations:open:1')),
			row(
				button('primary', 'A', 'a:a'),
				button('danger', 'B', 'a:b', true),
				linkButton('C', 'https://radio.example.org'),
			),
			select('a:c', 'Choose', [{ label: 'One', value: '1', description: 'first' }]),
		);
		expect(sent(all)).toHaveLength(1);
	});
});

describe('text', () => {
	test('leaves out lines that are missing or empty', () => {
		expect(text('a', undefined, '', 'b').content).toBe('a\nb');
		expect(text('a').content).toBe('a');
	});
});

describe('a picture', () => {
	test('stands beside the text', () => {
		const [section] = withPicture([text('a')], { url: 'https://radio.example.org/1.jpg', alt: 'Cover' });
		expect(section).toEqual({
			type: ComponentType.Section,
			components: [text('a')],
			accessory: {
				type: ComponentType.Thumbnail,
				media: { url: 'https://radio.example.org/1.jpg' },
				description: 'Cover',
			},
		});
	});

	test('that is missing leaves the text as it is', () => {
		expect(withPicture([text('a'), text('b')], undefined)).toEqual([text('a'), text('b')]);
	});
});

describe('buttons and selects', () => {
	test('a row holds the buttons that there are, and is none without any', () => {
		const a = button('primary', 'A', 'x:a');
		expect(row(undefined, a)).toEqual({ type: ComponentType.ActionRow, components: [a] });
		expect(row(undefined, undefined)).toBeUndefined();
		expect(row()).toBeUndefined();
	});

	test('a button that cannot be pressed says so, another says nothing of it', () => {
		expect(button('danger', 'A', 'x:a', true)).toMatchObject({ style: ButtonStyle.Danger, disabled: true });
		expect(button('secondary', 'A', 'x:a')).not.toHaveProperty('disabled');
	});

	test('a link opens an address and is never ours to answer', () => {
		expect(linkButton('Listen', 'https://radio.example.org')).not.toHaveProperty('custom_id');
	});

	test('a select offers no more than Discord takes', () => {
		const options = Array.from({ length: 40 }, (_, index) => ({ label: `${index}`, value: `${index}` }));
		expect(select('x:a', 'Choose', options)).toMatchObject({
			components: [{ options: options.slice(0, 25), min_values: 1, max_values: 1 }],
		});
		expect(sent(card(accent.calm, select('x:a', 'Choose', options)))).toHaveLength(1);
	});
});

test('a moment is whole seconds', () => {
	expect(moment(1_795_372_420_000, 't')).toBe('<t:1795372420:t>');
	expect(moment(1_795_372_420_499, 'R')).toBe('<t:1795372420:R>');
});

describe("a station's colour", () => {
	test('is the same every time', () => {
		expect(stationColour('a1b2c3d4')).toBe(stationColour('a1b2c3d4'));
	});

	test('is one of a few, and none of those that say how things stand badly', () => {
		const colours = new Set<number>();
		fc.assert(
			fc.property(fc.string(), (id) => {
				const colour = stationColour(id);
				colours.add(colour);
				expect(colour).toBeGreaterThan(0);
				expect([accent.warn, accent.bad, accent.idle]).not.toContain(colour);
			}),
			{ numRuns: 500 },
		);
		expect(colours.size).toBe(8);
	});
});
