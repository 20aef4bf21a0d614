import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Address } from '#src/backends/azuracast/address.ts';

const address = new Address('https://radio.example.org/fm/');

describe('Address', () => {
	it.each([
		['/api/station/1/art/abc', 'https://radio.example.org/fm/api/station/1/art/abc'],
		['http://10.0.0.5/api/station/1/art/abc?x=1', 'https://radio.example.org/fm/api/station/1/art/abc?x=1'],
		['http://10.0.0.5/fm/api/station/1/art/abc', 'https://radio.example.org/fm/api/station/1/art/abc'],
		['https://radio.example.org/fm/api/station/1/art/a', 'https://radio.example.org/fm/api/station/1/art/a'],
		['https://covers.example.net/a.jpg', 'https://covers.example.net/a.jpg'],
		['javascript:alert(1)', null],
		['data:image/png;base64,AA', null],
		['http://[', null],
		[null, null],
	])('finds the cover %s at %s', (given, expected) => {
		expect(address.art(given)).toBe(expected);
	});

	it('never leaves its server or its endpoint, whatever a parameter holds', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 0, maxLength: 12 }), (id) => {
				const url = address.api('/station/{station}/playlist/{playlist}', { station: '1', playlist: id });
				if (url === null) return;
				expect(url.origin).toBe('https://radio.example.org');
				expect(url.pathname.split('/').slice(0, -1).join('/')).toBe('/fm/api/station/1/playlist');
				expect(decodeURIComponent(url.pathname.split('/').at(-1)!)).toBe(id.toWellFormed());
				expect(url.search).toBe('');
			}),
		);
	});
});
