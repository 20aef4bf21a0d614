import { describe, expect, it } from 'vitest';
import { parseLooseJson } from '#src/backends/icecast/loose-json.ts';

describe('parseLooseJson', () => {
	it.each([
		['{"a":1,"b":"x"}', { a: 1, b: 'x' }],
		['{"title":- ,"dummy":null}', { title: '-', dummy: null }],
		['{"title":1.50,"listeners":7}', { title: '1.50', listeners: 7 }],
		['{"title":-}', { title: '-' }],
		['{"title":null}', { title: null }],
		['{"title":"a \\"title\\":- b","x":.5}', { title: 'a "title":- b', x: '.5' }],
		['{"title":"tab\there","x":1}', { title: 'tab here', x: 1 }],
		['{"title":"He said "no"","x":1}', { title: 'He said "no"', x: 1 }],
		[String.raw`{"title":"C:\Musik\neu","x":- }`, { title: 'C:\\Musik\neu', x: '-' }],
		['{"icestats":"server_start":"Wed","dummy":null}}', { icestats: { server_start: 'Wed', dummy: null } }],
		['<html>404</html>', undefined],
		['', undefined],
		['{"a":', undefined],
	])('reads %s', (text, expected) => {
		expect(parseLooseJson(text)).toEqual(expected);
	});

	it.each([
		['"a":"'.repeat(79_000)],
		[`{${'"title":"x'.repeat(39_000)}`],
		['{"a":-'.repeat(66_000)],
		[`{"a":${'.'.repeat(399_000)}`],
		[`{"a":${' '.repeat(399_000)}`],
		[`"${'\\'.repeat(399_000)}`],
		[`{"a":1,${'"'.repeat(500_000)}`],
	])('does not take long over what cannot be read', (text) => {
		const startedAt = performance.now();
		expect(parseLooseJson(text)).toBeUndefined();
		expect(performance.now() - startedAt).toBeLessThan(1_500);
	});
});
