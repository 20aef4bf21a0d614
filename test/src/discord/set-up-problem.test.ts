import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { BackendError } from '#src/backends/backend-error.ts';
import type { Services } from '#src/discord/services.ts';
import { problemWords } from '#src/discord/set-up-problem.ts';
import type { SetUpProblem } from '#src/stations/set-up/problems.ts';
import { loadWords, type Words } from '#src/words/words.ts';

let words: Words;
beforeAll(async () => {
	words = await loadWords(path.join(import.meta.dirname, '../../../locales'));
});

const hostile = '**evil** <@1> [x](https://evil.example)';
const say = (problem: SetUpProblem, host = 'radio.example.org', locale = 'en-US') =>
	problemWords(
		problem,
		// Nothing else of the services has to do with it.
		{ services: { words } as Pick<Services, 'words'> as Services, locale },
		{ host, label: 'AutoPod', kind: 'autopod' },
	);

describe('why a step of a set-up was not taken', () => {
	test.each<[SetUpProblem, string]>([
		[
			{ kind: 'no-system', host: 'x.example', tried: ['AzuraCast', 'AutoPod'] },
			'answers at x.example. It looked for AzuraCast, AutoPod.',
		],
		[{ kind: 'needs-https' }, 'A key of AutoPod goes out over https only.'],
		[{ kind: 'no-stations', alreadyHere: 0 }, 'There is no station on radio.example.org that the public'],
		[
			{ kind: 'no-stations', alreadyHere: 2 },
			'All stations of radio.example.org that can be seen are set up here already.',
		],
		[{ kind: 'not-saved', reason: 'too-many' }, 'A Discord server can have 25 stations'],
		[{ kind: 'not-listed', example: 'https://x.example/?server=1' }, '`https://x.example/?server=1`'],
	])('%j', (problem, sentence) => {
		expect(say(problem)).toContain(sentence);
		expect(say(problem, undefined, 'de')).not.toBe(say(problem));
	});

	test('before there is a server, no server is named', () => {
		expect(say({ kind: 'no-stations', alreadyHere: 0 }, '')).toBe('No station was chosen.');
	});

	test('an address that is barred is followed by who can mend it', () => {
		const error = new BackendError('GET /', '10.0.0.1', { kind: 'address-barred' });
		expect(say({ kind: 'server', error }).split('\n')).toHaveLength(2);
	});

	test.each<[string, SetUpProblem]>([
		['a station', { kind: 'station-gone', names: [hostile] }],
		['another station', { kind: 'other-station', expected: hostile, found: hostile }],
		['a host', { kind: 'no-system', host: hostile, tried: [] }],
	])('the name of %s formats, links and mentions nothing', (_what, problem) => {
		expect(say(problem)).not.toMatch(/(?<!\\)<@|(?<!\\)\[x|https:\/\/evil|\*\*evil/);
	});
});
