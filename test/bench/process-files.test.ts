import { expect, test } from 'vitest';
import { cpuMsIn, residentMbIn } from '../../bench/process-files.ts';

test('resident memory is read from the status of a process', () => {
	const status = 'Name:\tMainThread\nVmHWM:\t  200000 kB\nVmRSS:\t  122880 kB\nRssAnon:\t   90000 kB\n';
	expect(residentMbIn(status)).toBe(120);
	expect(() => residentMbIn('Name:\tzombie\n')).toThrow('no resident memory');
});

test('processor time is user and system time, whatever the program is called', () => {
	const stat = '4711 (odd) name (x)) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 11 0 12345 67890';
	expect(cpuMsIn(stat)).toBe(1750);
	expect(() => cpuMsIn('4711 (node) S')).toThrow('no processor time');
});
