import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/*
 * The fonts come along as files (fonts/README.md): what a machine has installed must not decide how a picture looks. Each file
 * covers a part of Unicode and has a family name of its own, and the drawing names them all, in order.
 */

interface FontPart {
	family: string;
	files: readonly string[];
}

const small: readonly FontPart[] = [
	...['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'].map((part) => ({
		family: `Inter ${part}`,
		files: [`inter-${part}-400-normal.woff2`, `inter-${part}-600-normal.woff2`],
	})),
	...['latin-ext', 'cyrillic-ext', 'devanagari'].map((part) => ({
		family: `Noto Sans ${part}`,
		files: [`noto-sans-${part}-400-normal.woff2`],
	})),
	...['arabic', 'hebrew', 'thai'].map((part) => ({
		family: `Noto Sans ${part}`,
		files: [`noto-sans-${part}-${part}-400-normal.woff2`],
	})),
];

const japanese = { family: 'Noto Sans JP', files: ['noto-sans-jp-japanese-400-normal.woff2'] };
const korean = { family: 'Noto Sans KR', files: ['noto-sans-kr-korean-400-normal.woff2'] };
const chinese = { family: 'Noto Sans SC', files: ['noto-sans-sc-chinese-simplified-400-normal.woff2'] };

const eastAsian =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const hangul = /\p{Script=Hangul}/u;

/** Fonts are loaded when the first text needs them, once: the East Asian ones are large. */
export class Fonts {
	readonly #loaded = new Set<string>();

	/** The families for a text, as `ctx.font` takes them. The Han signs of a text are its language's own as far as it shows. */
	familiesFor(text: string): string {
		const parts = eastAsian.test(text) ? [...small, ...inOrder(text)] : small;
		for (const part of parts) this.#load(part);
		return parts.map(({ family }) => `"${family}"`).join(', ');
	}

	#load({ family, files }: FontPart): void {
		if (this.#loaded.has(family)) return;
		for (const file of files) {
			const place = path.join(import.meta.dirname, 'fonts', file);
			if (GlobalFonts.registerFromPath(place, family) === null)
				throw new Error(`The font ${file} could not be read`);
		}
		this.#loaded.add(family);
	}
}

function inOrder(text: string): FontPart[] {
	if (kana.test(text)) return [japanese, chinese, korean];
	return hangul.test(text) ? [korean, japanese, chinese] : [chinese, japanese, korean];
}
