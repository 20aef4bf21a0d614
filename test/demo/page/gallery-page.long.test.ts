import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leavesOf } from '#demo/gallery/option-values.ts';
import { dataKinds } from '#demo/page/gallery/gallery-wire.ts';
import { languages } from '#demo/page/wire.ts';
import { violations } from './axe.ts';
import { browserTitle, findChromium, launchBrowser, openPage } from './browser.ts';
import { overflow } from './overflow.ts';
import { type RunningPlayground, runPlayground } from './running-playground.ts';

const chromium = findChromium();
/** Kept after the tests, to be looked at. */
const shots = path.join(import.meta.dirname, '../../../test-results/gallery');
const cases = languages.flatMap((language) => dataKinds.map((data) => ({ language, data })));

describe.skipIf(chromium === undefined)(browserTitle('the whole gallery', chromium), () => {
	let running: RunningPlayground;
	let browser: Browser;

	beforeAll(async () => {
		running = await runPlayground();
		browser = await launchBrowser(chromium ?? '');
		await mkdir(shots, { recursive: true });
	}, 60_000);
	afterAll(async () => {
		await browser.close();
		await running.close();
	});

	/** What a browser paints at once; the cards after it are looked at in the gallery itself. */
	const shoot = (page: Page, name: string) => {
		const { width = 0 } = page.viewportSize() ?? {};
		const clip = { x: 0, y: 0, width, height: 8000 };
		return page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true, clip });
	};
	const complete = (page: Page) => page.locator('main[aria-busy="false"]').waitFor({ timeout: 240_000 });

	it.each(cases)(
		'$language, $data stations: everything is there, fits, and reads well',
		async (wanted) => {
			const { language, data } = wanted;
			const { page, troubles } = await openPage(
				browser,
				`${running.playground.pageUrl}/gallery#${new URLSearchParams({ ...wanted, theme: 'dark' })}`,
				{ viewport: { width: 390, height: 844 } },
			);
			await complete(page);
			expect(await page.locator('.gallery-problems').allInnerTexts()).toEqual([]);
			expect(await page.locator('figure').count()).toBeGreaterThan(200);
			const shown = await page.locator('figcaption a').allInnerTexts();
			const { discord } = running.playground;
			for (const { name } of leavesOf(discord.commands())) {
				expect(
					shown.some((line) => `${line} `.startsWith(`/${name} `)),
					`/${name}`,
				).toBe(true);
			}
			// Charts of the server and of the station.
			if (data === 'ordinary') expect(await page.locator('.gallery img').count()).toBeGreaterThanOrEqual(3);
			expect(await overflow(page)).toEqual([]);
			expect(await violations(page)).toEqual([]);
			await shoot(page, `${language}-${data}-phone`);
			await page.setViewportSize({ width: 1440, height: 1000 });
			await page.emulateMedia({ colorScheme: 'light' });
			await page.locator('.gallery-head select').last().selectOption('light');
			expect(await overflow(page)).toEqual([]);
			expect(await violations(page)).toEqual([]);
			await shoot(page, `${language}-${data}`);
			expect(troubles).toEqual([]);
			await page.context().close();
		},
		400_000,
	);
});
