import { describe, expect, it } from 'vitest';
import { cleanLog } from '#src/stations/clean-log.ts';
import { realLogs } from './real-logs.ts';

describe('a mebibyte', () => {
	const repeated = [
		'a',
		'a@',
		'@',
		'a.b@c.',
		'1.',
		'1:',
		'a:b:',
		'12:',
		'eyJ',
		'eyJaaaaaaaa.',
		'://',
		'://aaaa',
		'Basic ',
		'password',
		'password=',
		'password="',
		'password=\\"',
		'password>',
		'pass_',
		'-----BEGIN PRIVATE KEY-----',
		'0123456789abcdef:',
		'\\',
		'"',
		'Bearer aaaaaaaaaaaaaaaaaaaaaaaa ',
		'Abcdefghijklmnopqrstuvwxyz/',
		'/webhooks/1/',
		'cookie:',
		...realLogs.map(([, contents]) => contents).filter((contents) => contents !== ''),
	];
	const fill = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

	it.each(repeated.map((unit) => [unit.slice(0, 30), unit]))(
		'of %j takes no more than its size',
		(_, unit) => {
			const text = fill(unit, 2 ** 20);
			cleanLog(text.slice(0, 2 ** 16));
			const before = process.cpuUsage();
			cleanLog(text);
			const { user, system } = process.cpuUsage(before);
			// In microseconds of the processor, so that a busy machine changes nothing: some 10 to 30 ms; what is not linear takes seconds.
			expect(user + system).toBeLessThan(500_000);
		},
	);
});
