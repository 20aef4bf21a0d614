import { expect, test } from 'vitest';
import { GalleryFilm } from '#demo/gallery/gallery-film.ts';
import type { GalleryEvent } from '#demo/page/gallery/gallery-wire.ts';

const end: GalleryEvent = { kind: 'end', problems: [] };
const trouble: GalleryEvent = { kind: 'end', problems: ['something'] };

test('whoever comes late sees everything from the beginning, and what follows', () => {
	const film = new GalleryFilm();
	const seen: GalleryEvent[] = [];
	film.tell(trouble);
	film.follow((event) => seen.push(event));
	expect(seen).toEqual([trouble]);
	film.tell(end);
	expect(seen).toEqual([trouble, end]);
});

test('knows when nobody watches any more', () => {
	const film = new GalleryFilm();
	expect(film.isWatched).toBe(false);
	const leave = film.follow(() => undefined);
	expect(film.isWatched).toBe(true);
	leave();
	expect(film.isWatched).toBe(false);
});
