import { describe, expect, test } from 'vitest';
import { attachmentName, FileNames } from '#src/discord/file-names.ts';

describe('the names of files in an archive', () => {
	test.each([
		['Late Evening', 'Late Evening.m3u'],
		['Белые ночи', 'Белые ночи.m3u'],
		['../../etc/passwd', '-..-etc-passwd.m3u'],
		['C:\\autoexec', 'C-autoexec.m3u'],
		['what? <is> "this"|*', 'what- -is- -this-.m3u'],
		['CON', '_CON.m3u'],
		['lpt1', '_lpt1.m3u'],
		['com7', '_com7.m3u'],
		['Falcon', 'Falcon.m3u'],
		['Console', 'Console.m3u'],
		['the end. .', 'the end.m3u'],
		['.hidden.', 'hidden.m3u'],
		['a\u202Eb\u0000c\nd', 'abc d.m3u'],
		['...', 'playlist 7.m3u'],
		['\u200b', 'playlist 7.m3u'],
	])('%j is %j', (text, name) => {
		expect(new FileNames().take(text, 'm3u', 'playlist 7')).toBe(name);
	});

	test('are never alike, capitals or not', () => {
		const names = new FileNames();
		const taken = ['Mix', 'mix', 'MIX', 'Mix (2)'].map((text) => names.take(text, 'pls', 'x').toLowerCase());
		expect(new Set(taken).size).toBe(4);
		expect(taken[1]).toBe('mix (2).pls');
	});

	test('are cut between characters', () => {
		const name = new FileNames().take('😀'.repeat(200), 'm3u', 'x');
		expect(name).toBe(`${'😀'.repeat(80)}.m3u`);
	});
});

describe('the name of a file that Discord shows', () => {
	test.each([
		['Late Evening', 'Late-Evening'],
		['Frühstück à la carte', 'Fruhstuck-a-la-carte'],
		['Белые', 'playlist'],
		['../x', 'x'],
		['Rock & Roll', 'Rock-Roll'],
		['--- x ---', 'x'],
		['x'.repeat(100), 'x'.repeat(80)],
	])('%j is %j', (text, name) => {
		expect(attachmentName(text, 'playlist')).toBe(name);
	});
});
