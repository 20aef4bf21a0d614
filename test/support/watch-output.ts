import { afterAll } from 'vitest';
import { leaksIn } from './canaries.ts';

/*
 * Runs before each test file: whatever it prints, on purpose or not, is looked through for keys and tokens. Failed assertions are
 * printed elsewhere, and may show what they were about.
 */

const found = new Set<string>();

type Write = typeof process.stdout.write;

function watched(name: string, write: Write): Write {
	return ((...given: Parameters<Write>) => {
		const [chunk] = given;
		const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
		for (const what of leaksIn(text)) found.add(`${what} was written to ${name}`);
		return write(...given);
	}) as Write;
}

process.stdout.write = watched('stdout', process.stdout.write.bind(process.stdout));
process.stderr.write = watched('stderr', process.stderr.write.bind(process.stderr));
for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
	const print = console[level].bind(console);
	console[level] = (...given: unknown[]) => {
		for (const what of leaksIn(given.map(String).join(' '))) found.add(`${what} was printed`);
		print(...given);
	};
}

afterAll(() => {
	if (found.size > 0) throw new Error(`What the tests let out:\n${[...found].join('\n')}`);
});
