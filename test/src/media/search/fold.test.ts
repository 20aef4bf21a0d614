import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, mostFoldedUnits } from '#src/media/search/fold.ts';

test.each([
	['Björk', 'bjork'],
	['Sigur Rós – Hoppípolla', 'sigur ros hoppipolla'],
	['AC/DC (Live)', 'ac-dc live'],
	['Don’t Stop', 'dont stop'],
	['Ke$ha', 'kesha'],
	['Große MØ Łódź ÆON Œuvre Þór Işıl', 'grosse mo lodz aeon oeuvre thor isil'],
	['ヒカル ｶﾅ', 'ひかる かな'],
	['Ёлка', 'елка'],
	['  ***  ', ''],
	['\ud800', ''],
	['', ''],
])('"%s" is compared as "%s"', (text, folded) => expect(fold(text)).toBe(folded));

test('a folded text is folded already, and never long', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
			const folded = fold(text);
			expect(folded.length).toBeLessThanOrEqual(mostFoldedUnits);
			expect(fold(folded)).toBe(folded);
		}),
		{ numRuns: 1_000 },
	);
	expect(fold('ﷺ'.repeat(10_000)).length).toBeLessThanOrEqual(mostFoldedUnits);
});

test('case and composition make no difference', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom(...Array.from('aäÅéßñŁçKkÖがパ한Йё x-')), maxLength: 40 }),
			(text) => {
				expect(fold(text.normalize('NFD'))).toBe(fold(text));
				expect(fold(text.toUpperCase())).toBe(fold(text));
			},
		),
	);
});
