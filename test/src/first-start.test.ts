import { pino } from 'pino';
import { expect, test } from 'vitest';
import { tellFirstStart } from '#src/first-start.ts';

const invite = 'https://discord.com/oauth2/authorize?client_id=1&permissions=8&scope=bot';

function told(isTTY?: boolean) {
	const [lines, written]: [string[], string[]] = [[], []];
	const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
	const out = { ...(isTTY === undefined ? {} : { isTTY }), write: (text: string) => written.push(text) };
	tellFirstStart({ invite }, log, out);
	return { lines, written: written.join('') };
}

test('a person at a terminal reads the link on a line of its own, and what to type next', () => {
	const { lines, written } = told(true);
	expect(lines).toEqual([]);
	expect(written.split('\n')).toContain(invite);
	expect(written).toContain('Then type /setup in one of its channels.\n');
});

test('elsewhere it is one line of the log, with the link as a field', () => {
	const { lines, written } = told();
	expect(written).toBe('');
	expect(lines).toHaveLength(1);
	expect(JSON.parse(lines[0]!)).toMatchObject({ level: 30, invite });
	expect(lines[0]).toContain('type /setup');
});
