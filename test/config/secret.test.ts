import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';

describe('a secret', () => {
	test('gives its text to whoever asks for it by name, and to nobody else', () => {
		const secret = new Secret('made-up-token-0815');
		expect(secret.reveal()).toBe('made-up-token-0815');
		expect([String(secret), JSON.stringify(secret), inspect(secret)]).toEqual(['…0815', '"…0815"', '…0815']);
		expect(inspect({ deep: { secret } }, { depth: 9, showHidden: true })).not.toContain('made-up');
		expect(Object.keys(secret)).toEqual([]);
	});

	test.each([
		['elevenchars', ''],
		['twelve-chars', 'hars'],
		['', ''],
	])('%j shows %j: a short one has nothing to spare', (text, tail) => {
		expect(new Secret(text).tail).toBe(tail);
		expect(String(new Secret(text))).toBe(`…${tail}`);
	});
});
