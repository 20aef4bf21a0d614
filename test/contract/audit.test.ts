import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** What `npm run audit` comes to with an npm that does this when it is asked for signatures, and when for advisories. */
async function audit(signatures: string, advisories = '', ...args: string[]) {
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-audit-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const npm = path.join(folder, 'npm.cjs');
	await writeFile(npm, `if (process.argv[3] === 'signatures') { ${signatures} } else { ${advisories} }`);
	const script = path.join(import.meta.dirname, '../../.ci/audit.mjs');
	return new Promise<{ code: unknown; said: string }>((resolve) => {
		execFile(process.execPath, [script, ...args], { env: { npm_execpath: npm } }, (error, stdout) =>
			resolve({ code: error?.code ?? 0, said: stdout }),
		);
	});
}

const finds = "console.log('1 package has an invalid registry signature'); process.exitCode = 1;";
const cannot = "console.error('npm error found no dependencies to audit'); process.exitCode = 1;";

test('is well where npm finds both well', async () => {
	expect((await audit('', '')).code).toBe(0);
});

test('ends with 1 for what npm finds, also where something else is not known', async () => {
	const { code, said } = await audit(finds, cannot);
	expect(said).toContain('invalid registry signature');
	expect(said).toContain('Nothing is known about advisories: this registry does not offer it, or failed.');
	expect(code).toBe(1);
	expect((await audit('', finds)).code).toBe(1);
});

test('claims nothing where the registry offers no signatures', async () => {
	const { code, said } = await audit(cannot);
	expect(said).toContain('Nothing is known about signatures: this registry does not offer it, or failed.');
	expect(code).toBe(2);
});

test('waits no longer than it was told', async () => {
	const { code, said } = await audit('setInterval(() => {}, 1000);', '', '--seconds', '0.5');
	expect(said).toContain('Nothing is known about signatures: no answer came within 0.5 seconds.');
	expect(code).toBe(2);
});

test('says what it is for, and refuses a limit that is none', async () => {
	expect(await audit(finds, finds, '--help')).toMatchObject({ code: 0 });
	const { code, said } = await audit(finds, finds, '--seconds', 'soon');
	expect(said).toContain('Exit codes');
	expect(code).toBe(2);
});
