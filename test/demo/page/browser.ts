import { spawnSync } from 'node:child_process';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type RunningPlayground, runPlayground } from './running-playground.ts';

/** Where this machine keeps a Chromium, if it does. */
export function findChromium(): string | undefined {
	// Exits with an error when it misses one of them, and prints those it found all the same.
	const found = spawnSync('which', ['chromium', 'chromium-browser', 'google-chrome'], { encoding: 'utf8' });
	const [first = ''] = (found.error === undefined ? found.stdout : '').split('\n');
	return first === '' ? undefined : first;
}

/** The title of tests in a browser, which says why they are skipped where there is none. */
export function browserTitle(what: string, chromium: string | undefined): string {
	return `${what}${chromium === undefined ? ' (skipped: no chromium on the PATH)' : ''}`;
}

export function launchBrowser(executablePath: string): Promise<Browser> {
	return chromium.launch({
		executablePath,
		args: [
			'--headless',
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

export interface WatchedPage {
	page: Page;
	/** Errors on the console or in a script, and requests to anywhere but this machine. */
	troubles: string[];
}

/** A page of its own context, with an eye on what it does. */
export async function openPage(
	browser: Browser,
	url: string,
	options: BrowserContextOptions = {},
): Promise<WatchedPage> {
	const context = await browser.newContext({
		viewport: { width: 1280, height: 900 },
		locale: 'en-US',
		...options,
	});
	const page = await context.newPage();
	const troubles: string[] = [];
	page.on('console', (line) => {
		if (line.type() === 'error' || line.type() === 'warning') troubles.push(`console: ${line.text()}`);
	});
	page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
	page.on('request', (request) => {
		const { hostname, protocol } = new URL(request.url());
		if (hostname !== '127.0.0.1' && protocol !== 'data:') troubles.push(`request: ${request.url()}`);
	});
	await page.goto(url);
	return { page, troubles };
}

/** What the tests of one `describe` share, from its first test to its last. */
export interface PlaygroundInBrowser {
	readonly running: RunningPlayground;
	readonly browser: Browser;
	/** Of the page. */
	readonly url: string;
}

/** Starts the whole playground and a browser before the tests of this `describe`, and ends them after. */
export function playgroundInBrowser(executablePath: string | undefined): PlaygroundInBrowser {
	let running: RunningPlayground;
	let browser: Browser;
	beforeAll(async () => {
		running = await runPlayground();
		browser = await launchBrowser(executablePath ?? '');
	}, 60_000);
	afterAll(async () => {
		await browser.close();
		await running.close();
	});
	return {
		get running() {
			return running;
		},
		get browser() {
			return browser;
		},
		get url() {
			return running.playground.pageUrl;
		},
	};
}
