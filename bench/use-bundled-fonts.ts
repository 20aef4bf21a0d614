import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

const folder = path.join(import.meta.dirname, '../src/pictures/fonts');
/** By the names that the page's style falls back to; Inter itself comes with the page. */
const faces = [
	{ family: 'Noto Sans', file: 'inter-cyrillic-400-normal', unicodeRange: 'U+0400-04FF' },
	{ family: 'Noto Sans JP', file: 'noto-sans-jp-japanese-400-normal', unicodeRange: 'U+3000-9FFF' },
	{ family: 'Noto Sans Arabic', file: 'noto-sans-arabic-arabic-400-normal', unicodeRange: 'U+0600-06FF' },
];

/** Lends the page the fonts of the bot's own pictures, so that songs in every script look the same on every machine. */
export async function useBundledFonts(page: Page): Promise<void> {
	const read = faces.map(async ({ file, ...face }) => ({
		...face,
		data: await readFile(path.join(folder, `${file}.woff2`), 'base64'),
	}));
	await page.evaluate(
		async (given) => {
			const loaded = given.map(async ({ family, data, unicodeRange }) => {
				const source = `url(data:font/woff2;base64,${data})`;
				const face = new FontFace(family, source, { weight: '400 600', unicodeRange });
				document.fonts.add(await face.load());
			});
			await Promise.all(loaded);
		},
		await Promise.all(read),
	);
}
