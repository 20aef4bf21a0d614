import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const packages = z.record(z.string(), z.string());
const manifest = z
	.object({ dependencies: packages, optionalDependencies: packages, devDependencies: packages })
	.parse(JSON.parse(read('package.json')));
const lockfile = z
	.object({
		packages: z.record(
			z.string(),
			z.object({
				resolved: z.string().optional(),
				integrity: z.string().optional(),
				hasInstallScript: z.boolean().optional(),
				dev: z.boolean().optional(),
				optional: z.boolean().optional(),
			}),
		),
	})
	.parse(JSON.parse(read('package-lock.json')));
const locked = Object.entries(lockfile.packages).filter(([name]) => name !== '');

describe('the dependencies', () => {
	test('have each their reason in docs/architecture.md', () => {
		const [, table = ''] = read('docs/architecture.md').split('\n## Dependencies\n');
		const used = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)];
		const named = [...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, names = '']) => names).join(' ');
		expect(used.filter((name) => !` ${named.replaceAll(',', ' ')} `.includes(` ${name} `))).toEqual([]);
	});

	test('are locked by their hash, and by no address that only one network reaches', () => {
		expect(locked.length).toBeGreaterThan(100);
		expect(locked.filter(([, { integrity }]) => integrity === undefined).map(([name]) => name)).toEqual([]);
		expect(locked.flatMap(([, { resolved }]) => resolved ?? [])).toEqual([]);
	});

	test('run nothing when they are installed, and what goes into the image would not need to', () => {
		expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
		const scripted = locked.filter(([, one]) => one.hasInstallScript === true && one.dev !== true);
		expect(scripted.map(([name]) => name)).toEqual([]);
	});
});
