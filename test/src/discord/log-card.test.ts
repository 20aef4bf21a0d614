import path from 'node:path';
import { expect, test } from 'vitest';
import { type LogShown, logCard, usualUploadLimit } from '#src/discord/log-card.ts';
import { loadWords } from '#src/words/words.ts';

const words = await loadWords(path.join(import.meta.dirname, '../../../locales'));
const fetchedAt = Date.UTC(2026, 10, 22, 19, 13, 40);

function draw(log: string, more: Partial<LogShown> = {}, locale = 'en-US') {
	const clean = { text: log, places: 0 };
	const card = logCard(
		{ name: 'Liquidsoap Log', subject: 'Lanternlight FM', clean, fetchedAt, ...more },
		words,
		locale,
	);
	const container = card.components[0];
	const parts = container !== undefined && 'components' in container ? container.components : [];
	const texts = parts.flatMap((part) => ('content' in part ? [part.content] : []));
	return { card, parts, texts, file: card.files?.[0] };
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');

test('shows the last twelve lines, and all of them as a file', () => {
	const { texts, parts, file } = draw(`${numbered(40)}\n`);
	expect(texts[0]).toBe(
		`## Liquidsoap Log · Lanternlight FM\n-# last 40 lines, 0.3 kB · fetched <t:${fetchedAt / 1000}:R>`,
	);
	const shown = Array.from({ length: 12 }, (_, i) => `line ${29 + i}`);
	expect(texts[1]).toBe(['```', ...shown, '```'].join('\n'));
	expect(parts).toContainEqual({ type: 13, file: { url: 'attachment://Liquidsoap-Log.log' } });
	expect(file?.name).toBe('Liquidsoap-Log.log');
	expect(file?.content.toString()).toBe(`${numbered(40)}\n`);
});

test('cuts long lines, and lets nothing out of the code block', () => {
	const { texts } = draw(`${'x'.repeat(500)}\n\`\`\` <@123> @everyone\u202e\u0007 \`\`\``);
	const lines = (texts[1] ?? '').split('\n');
	expect(lines[1]).toBe(`${'x'.repeat(89)}…`);
	expect(lines[2]).toBe('ˋˋˋ <@123> @everyone ˋˋˋ');
	expect((texts[1] ?? '').slice(3, -3)).not.toContain('`');
});

test.each([
	['', 'The log is empty.'],
	[' \n\n', 'The log is empty.'],
])('says that %j is empty', (log, said) => {
	const { texts, file } = draw(log);
	expect(texts[1]).toBe(said);
	expect(file).toBeUndefined();
});

test('of what came later says how much that is, or that there is nothing', () => {
	expect(draw('one', { isNewer: true }).texts[0]).toContain('-# 1 newer line, 0.1 kB');
	expect(draw('', { isNewer: true }).texts[1]).toBe('Nothing was added since then.');
});

test('keeps the end of what is over the limit, from the beginning of a line', () => {
	const { texts, file } = draw(numbered(2_000), { uploadLimit: 1_000 });
	expect(file?.content.length).toBeLessThanOrEqual(1_000);
	expect(file?.content.toString()).toMatch(/^line \d+\n[^]*\nline 2000$/);
	expect(texts[2]).toContain('-# Cut to the last 1 kB.');
	expect(usualUploadLimit).toBe(10_485_760);
});

test('says in how many places something was blacked out', () => {
	expect(draw('a', { clean: { text: 'a', places: 3 } }).texts[2]).toBe(
		'-# Passwords, keys and addresses were blacked out: 3 places. Read it before you pass it on.',
	);
	expect(draw('a').texts[2]).toBe('-# Nothing was found to black out. Read it before you pass it on.');
	expect(draw('a', {}, 'de').texts[2]).toBe(
		'-# Es war nichts zu schwärzen. Lies es, bevor du es weitergibst.',
	);
});

test('offers newer lines and other logs where there are any', () => {
	expect(draw('a').parts.filter(({ type }) => type === 1)).toEqual([]);
	const others = { id: 'server logs:other:1', logs: [{ label: 'Nginx', value: 'service_nginx' }] };
	const rows = draw('a', { newerId: 'server logs:newer:1:x:5', others }).parts.filter(
		({ type }) => type === 1,
	);
	expect(JSON.stringify(rows)).toContain('"placeholder":"Another log"');
	expect(JSON.stringify(rows)).toContain('"label":"Newer lines"');
	// The newest lines of a log that has none yet can be asked for as well.
	expect(
		draw('', { newerId: 'server logs:newer:1:x:0' }).parts.filter(({ type }) => type === 1),
	).toHaveLength(1);
});

test('gives a file a name that Discord takes as it is', () => {
	expect(draw('a', { name: '日本 ../etc/passwd.log' }).file?.name).toBe('etc-passwd.log');
	expect(draw('a', { name: '日本' }).file?.name).toBe('log.log');
});
