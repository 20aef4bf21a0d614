import { describe, expect, it, test } from 'vitest';
import { hourOf, isQuiet, newRule, recipientsOf, rulesInForce } from '#src/alerts/alert-rules.ts';
import { station } from '../stations/fake-station.ts';

const at = (text: string) => Date.parse(`2026-11-22T${text}Z`);

describe('quiet hours', () => {
	const night = { from: '22:00', to: '07:00', timezone: 'Europe/Berlin' };

	test.each([
		['20:59', false],
		['21:00', true],
		['23:59', true],
		['05:59', true],
		['06:00', false],
		['12:00', false],
	])('over midnight: %s UTC is %s', (time, quiet) => {
		expect(isQuiet(night, at(time))).toBe(quiet);
	});

	it('within a day end before their end', () => {
		const noon = { from: '12:00', to: '13:00', timezone: 'UTC' };
		expect([isQuiet(noon, at('12:00')), isQuiet(noon, at('12:59')), isQuiet(noon, at('13:00'))]).toEqual([
			true,
			true,
			false,
		]);
	});
});

test('times are taken as people write them', () => {
	expect(['22:00', '7:05', '07.05', ' 9 ', '0'].map(hourOf)).toEqual([
		'22:00',
		'07:05',
		'07:05',
		'09:00',
		'00:00',
	]);
	for (const wrong of ['24:00', '7:60', 'night', '', '7:5', '-1', '1:2:3'])
		expect(hourOf(wrong)).toBeUndefined();
});

describe('who is told', () => {
	const one = station('one', { channels: { alerts: 'alerts' } });
	const two = station('two', { channels: { alerts: 'alerts' } });

	it('is the alerts channel as long as nobody chose, and nobody without one', () => {
		expect(rulesInForce(one, [])).toEqual([newRule(one, 'alerts')]);
		expect(rulesInForce(station('three'), [])).toEqual([]);
		const chosen = { ...newRule(one, 'other'), kinds: [] };
		expect(rulesInForce(one, [chosen])).toEqual([chosen]);
		expect(rulesInForce(two, [chosen])).toEqual([newRule(two, 'alerts')]);
	});

	it('is each channel once, for all stations of a server', async () => {
		const rules = {
			of: async (of: { id: string }) => [{ ...newRule(of.id === 'one' ? one : two, 'alerts'), role: 'role' }],
			isChosen: () => true,
			put: async () => {},
			drop: async () => {},
		};
		expect(await recipientsOf(rules, [one, two], 'reach', at('12:00'))).toEqual([
			{ channel: 'alerts', role: 'role', quiet: false },
		]);
		expect(await recipientsOf(rules, [one, two], 'disk', at('12:00'))).toEqual([]);
	});
});
