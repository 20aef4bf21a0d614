import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { usualPace } from '#src/discord/pace.ts';
import { questionOpenMs } from '#src/discord/question.ts';
import { defaultRequestLimits } from '#src/stations/request-rules.ts';
import { perPerson, perServer } from '#src/stations/set-up/attempts.ts';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'SECURITY.md'), 'utf8').replaceAll(/\s+/g, ' ');

describe('SECURITY.md', () => {
	test('tells the limits as they are', () => {
		expect(defaultRequestLimits).toEqual({ cooldownMs: 60_000, perHour: 5 });
		for (const claim of [
			'one request a minute and five an hour for each person and station',
			`${perPerson} tries of addresses and keys in ten minutes for each person, ${perServer} for each Discord server`,
			`${usualPace.perPerson} commands that ask a radio server in a minute for each person`,
			`${usualPace.perGuild} for each Discord server, ${usualPace.perServer} for each radio server`,
			`questions are for one person, once, for ${questionOpenMs / 1_000} seconds`,
		])
			expect(page).toContain(claim);
	});

	test('names only files that there are', () => {
		const files = [...page.matchAll(/`((?:src|docs|test|config)\/[\w./-]+)`/g)].map(([, file]) => file ?? '');
		expect(files.length).toBeGreaterThan(2);
		for (const file of files) expect(readFileSync(path.join(root, file), 'utf8')).not.toBe('');
	});
});
