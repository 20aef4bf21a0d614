import { createHash, createSecretKey } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import type { EncryptionKey } from '#src/store/encryption-key.ts';
import { SealError, Sealer, stationKeyPlace } from '#src/store/sealing.ts';

function makeKey(fill: number): EncryptionKey {
	const bytes = Buffer.alloc(32, fill);
	return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), key: createSecretKey(bytes) };
}

const sealer = new Sealer(makeKey(1));
const place = stationKeyPlace('100000000000000001', 'abcd1234', 'admin');
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n'.split('');

function reasonOf(open: () => Secret): string {
	try {
		open();
	} catch (error) {
		if (error instanceof SealError) return error.reason;
		throw error;
	}
	return 'opened';
}

test('what is sealed opens again at its place, whatever it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, anyPlace) => {
			const sealed = sealer.seal(new Secret(text), anyPlace);
			expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
			expect(sealer.open(sealed, anyPlace).reveal()).toBe(text);
		}),
	);
});

test('the same secret never looks the same twice', () => {
	const secret = new Secret('the same');
	expect(sealer.seal(secret, place)).not.toBe(sealer.seal(secret, place));
});

describe('nothing opens', () => {
	const sealed = sealer.seal(new Secret('0123456789abcdef:0123456789abcdef0123456789abcdef'), place);

	test('after any change of a letter', () => {
		fc.assert(
			fc.property(fc.nat(sealed.length - 1), fc.constantFrom(...letters), (index, letter) => {
				fc.pre(sealed[index] !== letter);
				const changed = sealed.slice(0, index) + letter + sealed.slice(index + 1);
				expect(reasonOf(() => sealer.open(changed, place))).not.toBe('opened');
			}),
			{ numRuns: 2000 },
		);
	});

	test('after anything was added or cut off', () => {
		fc.assert(
			fc.property(fc.nat(sealed.length - 1), fc.constantFrom(...letters), (index, letter) => {
				expect(reasonOf(() => sealer.open(sealed.slice(0, index), place))).toBe('damaged');
				const longer = sealed.slice(0, index) + letter + sealed.slice(index);
				expect(reasonOf(() => sealer.open(longer, place))).not.toBe('opened');
				expect(reasonOf(() => sealer.open(sealed + letter, place))).toBe('damaged');
			}),
		);
	});

	test('at any other place', () => {
		fc.assert(
			fc.property(fc.string(), (other) => {
				fc.pre(other !== place);
				expect(reasonOf(() => sealer.open(sealed, other))).toBe('damaged');
			}),
		);
		for (const other of [
			stationKeyPlace('100000000000000002', 'abcd1234', 'admin'),
			stationKeyPlace('100000000000000001', 'abcd1235', 'admin'),
			stationKeyPlace('100000000000000001', 'abcd1234', 'station'),
		])
			expect(reasonOf(() => sealer.open(sealed, other))).toBe('damaged');
	});

	test('of things that were never sealed', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(reasonOf(() => sealer.open(text, place))).toBe('damaged');
			}),
		);
	});
});

describe('rotation', () => {
	const old = new Sealer(makeKey(2));
	const sealed = old.seal(new Secret('secret of old'), place);

	test('opens with the previous key and seals with the current one', () => {
		const rotating = new Sealer(makeKey(1), makeKey(2));
		expect(rotating.open(sealed, place).reveal()).toBe('secret of old');
		expect(rotating.needsResealing(sealed)).toBe(true);
		const again = rotating.seal(rotating.open(sealed, place), place);
		expect(rotating.needsResealing(again)).toBe(false);
		expect(sealer.open(again, place).reveal()).toBe('secret of old');
	});

	test('without the previous key, says that another one is needed', () => {
		expect(reasonOf(() => sealer.open(sealed, place))).toBe('unknown-key');
	});

	test("a key cannot pass for another's: the id in front is sealed in too", () => {
		const rotating = new Sealer(makeKey(1), makeKey(2));
		const renamed = sealed.replace(makeKey(2).id, makeKey(1).id);
		expect(reasonOf(() => rotating.open(renamed, place))).toBe('damaged');
	});
});

test('an error names the place and nothing else', () => {
	const sealed = sealer.seal(new Secret('hidden'), 'elsewhere');
	expect(() => sealer.open(sealed, place)).toThrow(
		'guild:100000000000000001/station:abcd1234/key:admin was changed or moved after it was sealed',
	);
	expect(inspect(sealer, { depth: 9, showHidden: true })).not.toContain('0101');
});
