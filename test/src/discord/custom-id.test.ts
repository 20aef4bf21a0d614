import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customId, parseCustomId } from '#src/discord/custom-id.ts';

describe('the id of a button', () => {
	test('names command, action and what it is about', () => {
		expect(customId('dj skip', 'yes', 'a1b2c3d4', 7)).toBe('dj skip:yes:a1b2c3d4:7');
		expect(parseCustomId('dj skip:yes:a1b2c3d4:7')).toEqual({
			command: 'dj skip',
			action: 'yes',
			args: ['a1b2c3d4', '7'],
		});
	});

	test('comes back as it was given, whatever was given', () => {
		const arg = fc.oneof(
			fc.string({ maxLength: 10 }),
			fc
				.array(fc.constantFrom(':', '%', '%3A', '%25', '3A', '25'), { maxLength: 4 })
				.map((found) => found.join('')),
		);
		fc.assert(
			fc.property(fc.array(arg, { maxLength: 3 }), (args) => {
				const escaped = args.map((text) => text.replace(/[%:]/g, 'xxx'));
				fc.pre(['search', 'page', ...escaped].join(':').length <= 100);
				expect(parseCustomId(customId('search', 'page', ...args))).toEqual({
					command: 'search',
					action: 'page',
					args,
				});
			}),
		);
	});

	test('empty parts stay', () => {
		expect(parseCustomId(customId('history', 'page', 2, ''))?.args).toEqual(['2', '']);
		expect(parseCustomId(customId('stations', 'refresh'))?.args).toEqual([]);
	});

	test('longer than Discord takes is a mistake, and names the button', () => {
		expect(customId('search', 'page', 'x'.repeat(88))).toHaveLength(100);
		expect(() => customId('search', 'page', 'x'.repeat(89))).toThrow(/search page/);
		expect(() => customId('search', 'page', ':'.repeat(40))).toThrow(/100/);
	});

	test.each(['', 'old', 'next-page'])('"%s" is none of ours', (id) => {
		expect(parseCustomId(id)).toBeUndefined();
	});

	test('any text can be read without an error', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (id) => {
				expect(parseCustomId(id)?.command ?? '').toBe(id.includes(':') ? id.split(':')[0] : '');
			}),
		);
	});
});
