import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { browserTitle, findChromium, openPage, playgroundInBrowser } from './browser.ts';
import { overflow } from './overflow.ts';

const chromium = findChromium();
/** Enough for all kinds of components; the rest is for the long form. */
const someScenes = 24;

describe.skipIf(chromium === undefined)(browserTitle('the gallery', chromium), { timeout: 60_000 }, () => {
	const stage = playgroundInBrowser(chromium);

	it('fits a phone, in German, in the dark, with nothing that axe finds wrong', async () => {
		const { page, troubles } = await openPage(stage.browser, `${stage.url}/gallery#language=de&theme=dark`, {
			viewport: { width: 390, height: 844 },
		});
		await expect.poll(() => page.locator('figure').count(), { timeout: 30_000 }).toBeGreaterThan(someScenes);
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Galerie');
		expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
		expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
		expect(await overflow(page)).toEqual([]);
		expect(await violations(page)).toEqual([]);
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('is a click away from the playground, and each card leads back with its command', async () => {
		const { page, troubles } = await openPage(stage.browser, stage.url);
		await page.getByRole('link', { name: 'See every card in the gallery' }).click();
		const history = page.getByRole('link', { name: '/history', exact: true }).first();
		await history.waitFor({ timeout: 30_000 });
		await history.click();
		await page.getByRole('combobox', { name: 'Options' }).waitFor();
		expect(await page.getByRole('radio', { name: 'Ada' }).isChecked()).toBe(true);
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('costs the playground nothing before somebody comes', async () => {
		const { page } = await openPage(stage.browser, stage.url);
		await page.getByRole('combobox', { name: 'Message' }).waitFor();
		const loaded = await page.evaluate(() =>
			performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
		);
		expect(loaded.some((path) => path.includes('gallery'))).toBe(false);
		const gallery = await (await fetch(`${stage.url}/gallery`)).text();
		const [script = ''] = /assets\/[\w-]+\.js/u.exec(gallery) ?? [];
		expect(script).not.toBe('');
		expect(loaded).not.toContain(`/${script}`);
		await page.context().close();
	});
});
