import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const soak = path.join(import.meta.dirname, '../../bench/soak.ts');

test('a soak of a minute and a half misses and doubles nothing', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [soak, '--minutes', '1.5']);
	expect(stdout).toMatch(/Songs that were not told +0 of \d\d/);
	expect(stdout).toMatch(/Songs that were told twice +0 /);
	expect(stdout).toMatch(/Interactions that were not answered +0 of \d{3}/);
	expect(stdout).not.toContain('MISSED');
});
