import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../deploy/${file}`, import.meta.url), 'utf8');

test('as many bots are composed as there are shards, each with its own', () => {
	const text = read('compose.scaled.yaml');
	const [, count] = /SHARD_COUNT: "(\d+)"/.exec(text) ?? [];
	const shards = [...text.matchAll(/SHARDS: "(\d+)"/g)].map(([, shard]) => Number(shard));
	expect(shards).toEqual(Array.from({ length: Number(count) }, (_, shard) => shard));
	const folders = [...text.matchAll(/- (data-\d+):\/data/g)].map(([, folder]) => folder);
	expect(new Set(folders).size).toBe(shards.length);
});

test('there are as many pods as shards', () => {
	const text = read('kubernetes.yaml');
	const [, replicas] = /replicas: (\d+)/.exec(text) ?? [];
	const [, count] = /SHARD_COUNT\n\s+value: "(\d+)"/.exec(text) ?? [];
	expect(replicas).toBe(count);
	expect(text).toMatch(/SHARDS\n(?:.*\n){2}.*metadata\.labels\['apps\.kubernetes\.io\/pod-index'\]/);
});
