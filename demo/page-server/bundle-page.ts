import path from 'node:path';
import type * as Vite from 'vite';

/** A file of the page, ready to be sent. */
export interface PageFile {
	body: string | Uint8Array;
	contentType: string;
	/** True when the name changes with the content, so that a browser may keep the file for good. */
	isHashed: boolean;
}

const contentTypes: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.woff': 'font/woff',
	'.woff2': 'font/woff2',
};

/** Each with what it alone needs, so that the first one's load carries nothing of the other. */
const pages = ['index.html', 'gallery.html'] as const;
const script = 'assets/[hash].js';
const addressOf = (name: string) => `/${name.replace(/(index)?\.html$/u, '')}`;

/** Bundles the pages in memory: file by address, `/` being the playground and `/gallery` what its bot can show. Throws a sentence where vite is not installed. */
export async function bundlePage(): Promise<Map<string, PageFile>> {
	const { build } = await importVite();
	const root = path.join(import.meta.dirname, '..', 'page');
	const built = await build({
		root,
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
		build: {
			write: false,
			target: 'es2023',
			assetsInlineLimit: 0,
			modulePreload: { polyfill: false },
			rolldownOptions: {
				input: pages.map((name) => path.join(root, name)),
				output: { entryFileNames: script, chunkFileNames: script, assetFileNames: 'assets/[hash][extname]' },
			},
		},
	});
	const files = new Map<string, PageFile>();
	for (const bundle of [built].flat()) {
		if (!('output' in bundle)) continue;
		for (const file of bundle.output) {
			const contentType = contentTypes[path.extname(file.fileName)] ?? 'application/octet-stream';
			const body = file.type === 'chunk' ? file.code : file.source;
			const isPage = pages.some((name) => name === file.fileName);
			files.set(isPage ? addressOf(file.fileName) : `/${file.fileName}`, {
				body,
				contentType,
				isHashed: !isPage,
			});
		}
	}
	return files;
}

async function importVite(): Promise<typeof Vite> {
	try {
		return await import('vite');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
		throw new Error('The playground needs the development packages: run "npm ci" without --omit=dev.');
	}
}
