import { assert, constantFrom, property, string, stringMatching, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KnownSecrets } from '#config/known-secrets.ts';
import { Secret } from '#config/secret.ts';

function knowing(...texts: string[]): KnownSecrets {
	const known = new KnownSecrets();
	for (const text of texts) known.add(text);
	return known;
}

describe('known secrets', () => {
	test('are nowhere in a text that was looked through, whatever is around them', () => {
		const secrets = uniqueArray(stringMatching(/^[!-~]{8,40}$/), { minLength: 1, maxLength: 5 });
		assert(
			property(secrets, string(), string(), (texts, before, after) => {
				const known = knowing(...texts);
				for (const secret of texts) {
					for (const written of [secret, JSON.stringify({ [before]: secret }), encodeURIComponent(secret)]) {
						const hidden = known.hide(`${before}${written}${after}`);
						// A secret may itself be part of the words that stand in its place.
						if (!'[removed]'.includes(secret))
							expect(hidden.replaceAll('[removed]', '\n')).not.toContain(secret);
					}
				}
			}),
		);
	});

	test('leave the rest of the text as it was', () => {
		const known = knowing('s3cret-one', 's3cret-one-and-more');
		expect(known.hide('a s3cret-one b s3cret-one-and-more c s3cret-on')).toBe(
			'a [removed] b [removed] c s3cret-on',
		);
		assert(
			property(stringMatching(/^[a-m ]{0,60}$/), constantFrom('zzzzzzzzz', 'nopqrstu'), (text, secret) => {
				expect(knowing(secret).hide(text)).toBe(text);
			}),
		);
	});

	test('of an address with a password, the password alone is one, as it is typed and as it is meant', () => {
		const known = knowing('postgres://airdeck:p%40ss-word-1@db:5432/airdeck');
		expect(known.hide('password "p@ss-word-1" refused')).toBe('password "[removed]" refused');
		expect(known.hide('tried p%40ss-word-1')).toBe('tried [removed]');
		expect(known.hide('postgres://airdeck:p%40ss-word-1@db:5432/airdeck')).toBe('[removed]');
		expect(known.hide('user airdeck at db:5432')).toBe('user airdeck at db:5432');
	});

	test('are found side by side, the longest of those that begin alike', () => {
		expect(knowing('s3cret-one').hide('s3cret-ones3cret-one')).toBe('[removed][removed]');
		const known = knowing('s3cret-one-and-more', 's3cret-one');
		expect(known.hide('s3cret-one-and-more, s3cret-one-and')).toBe('[removed], [removed]-and');
	});

	test('are found as JSON and as addresses write them', () => {
		const known = knowing('pass"word\\1 and ä');
		expect(known.hide(JSON.stringify({ it: 'pass"word\\1 and ä' }))).toBe('{"it":"[removed]"}');
		expect(known.hide(`?it=${encodeURIComponent('pass"word\\1 and ä')}&x=1`)).toBe('?it=[removed]&x=1');
	});

	test('are addresses with odd passwords, and what only looks like an address', () => {
		expect(knowing('redis://user:100%-pass@db').hide('tried 100%-pass')).toBe('tried [removed]');
		expect(knowing('h2://user:pass-word-1@db').hide('tried pass-word-1')).toBe('tried [removed]');
		expect(knowing('http://user:pass-word-1@[').hide('at http://user:pass-word-1@[')).toBe('at [removed]');
	});

	test('short ones are left to the shapes: they stand in too many words', () => {
		expect(knowing('radio').hide('radio.example.org')).toBe('radio.example.org');
	});

	test('are forgotten when nobody holds them any longer', () => {
		const known = knowing('s3cret-one', 's3cret-one');
		known.forget('s3cret-one');
		expect(known.hide('s3cret-one')).toBe('[removed]');
		known.forget('s3cret-one');
		expect(known.hide('s3cret-one')).toBe('s3cret-one');
		known.forget('never-there');
	});

	test('every Secret is one, from the moment it is made', () => {
		const held = new Secret('made-up-token-4711');
		expect(Secret.hide('sent made-up-token-4711 away')).toBe('sent [removed] away');
		expect(held.tail).toBe('4711');
	});
});
