import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { simulate } from '#test/demo/azuracast/simulation.ts';
import { leaksIn, leaksInFolder } from '#test/support/canaries.ts';

test('what watches the tests knows the keys of the simulated radio servers, wherever they stand', async () => {
	const { keys } = await simulate();
	for (const key of Object.values(keys)) expect(leaksIn(`{"a":"${key}"}`)).toEqual(['a key of AzuraCast']);
	expect(leaksIn('it is apk_simulated_0001_read_key')).toEqual(['a key of AutoPod']);
	expect(leaksIn('the key …89ab of 12:34:56, art 87223331005d9fd5c031f969-1792782820.jpg')).toEqual([]);
	expect(leaksIn('my own canary', ['own canary'])).toEqual(['secret 0']);

	const folder = mkdtempSync(path.join(tmpdir(), 'airdeck-canaries-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	mkdirSync(path.join(folder, 'media'));
	writeFileSync(path.join(folder, 'stations.json'), keys.admin);
	writeFileSync(path.join(folder, 'media', 'one.jsonl'), Buffer.from([0xff, 0x00]));
	expect(leaksInFolder(folder, [keys.admin])).toEqual([]);
	writeFileSync(path.join(folder, 'media', 'two.jsonl'), `ü ${keys.admin}`);
	expect(leaksInFolder(folder, [keys.admin])).toEqual([
		'secret 0 lies in two.jsonl',
		'a key of AzuraCast lies in two.jsonl',
	]);
});
