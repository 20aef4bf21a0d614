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

/** Bundles the page in memory: file by address, `/` being the page itself. Throws a sentence where vite is not installed. */
export async function bundlePage(): Promise<Map<string, PageFile>> {
	const { build } = await importVite();
	const built = await build({
		root: path.join(import.meta.dirname, '..', 'page'),
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
				output: { entryFileNames: 'assets/[hash].js', assetFileNames: 'assets/[hash][extname]' },
			},
		},
	});
	const files = new Map<string, PageFile>();
	for (const bundle of [built].flat()) {
		if (!('output' in bundle)) continue;
		for (const file of bundle.output) {
			const contentType = contentTypes[path.extname(file.fileName)] ?? 'application/octet-stream';
			const body = file.type === 'chunk' ? file.code : file.source;
			const isPage = file.fileName === 'index.html';
			files.set(isPage ? '/' : `/${file.fileName}`, { body, contentType, isHashed: !isPage });
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
