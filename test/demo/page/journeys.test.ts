import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { browserTitle, findChromium, openPage, playgroundInBrowser } from './browser.ts';

const chromium = findChromium();
const title = browserTitle('journeys in a browser', chromium);
/** Kept after the tests, to be looked at. */
const shots = path.join(import.meta.dirname, '../../../test-results/playground');

describe.skipIf(chromium === undefined)(title, { timeout: 60_000 }, () => {
	const stage = playgroundInBrowser(chromium);
	beforeAll(async () => {
		stage.running.playground.radio.station('lanternlight').requestThresholdMinutes = 0;
		await mkdir(shots, { recursive: true });
	});

	const last = (page: Page) => page.locator('.message').last();
	const shoot = (page: Page, name: string) => page.screenshot({ path: path.join(shots, `${name}.png`) });
	/** Types a command to its end and sends it, without a mouse. */
	const send = async (page: Page, line: string) => {
		const before = await page.locator('.message').count();
		await page.getByRole('combobox', { name: 'Message' }).fill(`${line} `);
		// The end of the line: in a field with suggestions, Enter would take the first of them.
		await page.getByRole('combobox', { name: 'Options' }).focus();
		await page.keyboard.press('Enter');
		await expect.poll(() => page.locator('.message').count()).toBeGreaterThan(before);
		await page.locator('.thinking').waitFor({ state: 'detached' });
	};
	/** Goes to a control by Tab alone, as far back as it takes, and presses it. */
	const pressByKeys = async (page: Page, name: string) => {
		const target = page.getByRole('button', { name }).last();
		await target.waitFor();
		for (let steps = 0; steps < 60; steps += 1) {
			if (await target.evaluate((element) => element === document.activeElement)) {
				await page.keyboard.press('Enter');
				return;
			}
			await page.keyboard.press('Shift+Tab');
		}
		throw new Error(`Tab does not lead to "${name}"`);
	};
	/** Opens a scene and waits until its person is the one who sees it. */
	const enter = async (words: Record<string, string>, options = {}) => {
		const opened = await openPage(stage.browser, scene(words), options);
		await opened.page
			.getByRole('radio', { name: words['person'] ?? '', checked: true, includeHidden: true })
			.waitFor({ state: 'attached' });
		await opened.page.locator('.app[aria-busy="false"]').waitFor();
		return opened;
	};
	const scene = (words: Record<string, string>) => `${stage.url}/#${new URLSearchParams(words)}`;
	const turn = async (page: Page, trouble: string, isOn: boolean) => {
		await page.getByRole('switch', { name: trouble, checked: !isOn }).focus();
		await page.keyboard.press('Space');
		await page.getByRole('switch', { name: trouble, checked: isOn }).waitFor();
	};

	it('asks for a song by keyboard alone', async () => {
		const { page, troubles } = await enter({ person: 'Lina' });
		const { requests } = stage.running.playground.radio.station('lanternlight');
		await page.getByRole('combobox', { name: 'Message' }).focus();
		await page.keyboard.type('/request ');
		const song = page.getByRole('combobox', { name: 'song' });
		await song.waitFor();
		await page.keyboard.type('Venn');
		await page
			.getByRole('option', { name: /Oskar Venn/ })
			.first()
			.waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		const picked = await song.inputValue();
		await page.keyboard.press('Enter');
		// A public line follows the private answer.
		await page
			.locator('.message', { hasText: 'Only you can see this' })
			.getByText('Requested')
			.first()
			.waitFor({ timeout: 10_000 });
		expect(requests.all).toHaveLength(1);
		expect(picked).toContain(requests.all[0]?.song.title.slice(0, 40));
		await shoot(page, 'request');
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('sets up a station in a fresh server by keyboard alone', async () => {
		const { page, troubles } = await enter({ person: 'Ada', server: 'fresh' });
		// The bot has come, and says what to do next.
		await last(page).getByText('Airdeck is here').waitFor();
		await shoot(page, 'first-start');
		await page.getByRole('combobox', { name: 'Message' }).focus();
		await pressByKeys(page, 'Set up');
		await pressByKeys(page, 'Enter the address');
		await page.getByRole('dialog').waitFor();
		// The form has the focus.
		expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
		await page.keyboard.type(stage.running.playground.radio.url);
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await pressByKeys(page, 'Save without keys');
		await last(page).getByText('2 stations are set up').waitFor();
		await page.locator('.message').first().getByText('Set up by').waitFor();
		await shoot(page, 'set-up');
		await send(page, '/nowplaying station:Tidewater Live');
		await last(page).getByText('Tidewater Live').first().waitFor();
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('finds a missing right, mends it, and finds nothing missing', async () => {
		const { page, troubles } = await enter({ person: 'Ada', troubles: 'right-missing' });
		await page
			.getByRole('switch', { name: 'Key lacks Manage Station Broadcasting', checked: true })
			.waitFor();
		await send(page, '/doctor');
		await last(page).getByText('Manage Station Broadcasting').first().waitFor();
		expect(await last(page).innerText()).toContain('To mend');
		await shoot(page, 'self-check');
		await page.getByRole('switch', { name: 'Key lacks Manage Station Broadcasting' }).focus();
		await page.keyboard.press('Space');
		await page
			.getByRole('switch', { name: 'Key lacks Manage Station Broadcasting', checked: false })
			.waitFor();
		await page.getByRole('combobox', { name: 'Message' }).focus();
		await pressByKeys(page, 'Check again');
		await expect.poll(() => last(page).innerText(), { timeout: 10_000 }).not.toContain('To mend');
		await shoot(page, 'mended');
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('lets a DJ skip, with the key that may and nothing more', async () => {
		const { page, troubles } = await enter({ person: 'Dario' });
		const station = stage.running.playground.radio.station('lanternlight');
		const before = station.nowPlaying?.id;
		await send(page, '/dj skip');
		await expect.poll(() => station.nowPlaying?.id).not.toBe(before);
		await last(page).getByText('Skipped').first().waitFor({ timeout: 20_000 });
		const call = page.locator('.calls li', { hasText: 'skip' }).first();
		await call.waitFor();
		expect(await call.innerText()).toContain('station key');
		await shoot(page, 'skip');
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('tells of an outage and of its end, in the channel for alerts, while time goes ten times as fast', async () => {
		const { page, troubles } = await enter({ person: 'Mo', speed: '10' });
		await page.getByRole('radio', { name: 'Ten times', checked: true }).waitFor();
		await turn(page, 'Server does not answer', true);
		const alerts = page.getByRole('button', { name: /^alerts/ });
		// From another channel one sees that there is something to read.
		await expect.poll(() => alerts.innerText(), { timeout: 40_000 }).toContain('new message');
		await alerts.focus();
		await page.keyboard.press('Enter');
		await last(page)
			.getByText(/not answer/)
			.first()
			.waitFor();
		expect(await alerts.innerText()).not.toContain('new message');
		await shoot(page, 'outage');
		await turn(page, 'Server does not answer', false);
		await last(page)
			.getByText(/answers again/)
			.first()
			.waitFor({ timeout: 40_000 });
		await shoot(page, 'all-clear');
		await page.getByRole('radio', { name: 'As it is' }).check();
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('brings back a scene by its link', async () => {
		const first = await openPage(
			stage.browser,
			scene({
				person: 'Dario',
				channel: 'general',
				language: 'de',
				theme: 'light',
				draft: '/request song:Salt station:Tidewater',
			}),
			{ permissions: ['clipboard-read', 'clipboard-write'] },
		);
		await first.page.getByRole('combobox', { name: 'station' }).waitFor();
		expect(await first.page.getByRole('combobox', { name: 'song' }).inputValue()).toBe('Salt');
		await first.page.getByRole('button', { name: 'Link zu dieser Szene kopieren' }).click();
		await first.page.getByText('Der Link ist kopiert.').waitFor();
		const link = await first.page.evaluate(() => navigator.clipboard.readText());
		const second = await openPage(stage.browser, link);
		await second.page.getByRole('combobox', { name: 'station' }).waitFor();
		expect(await second.page.getByRole('combobox', { name: 'station' }).inputValue()).toBe('Tidewater');
		expect(await second.page.getByRole('heading', { level: 1 }).innerText()).toBe('general');
		expect(await second.page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
		await second.page.getByLabel('Deine Sprache').selectOption('en-US');
		await second.page.getByText('Who you are', { exact: true }).waitFor();
		expect([...first.troubles, ...second.troubles]).toEqual([]);
		await first.page.context().close();
		await second.page.context().close();
	});

	it.each([
		['desktop', 'dark', 1280],
		['desktop', 'light', 1280],
		['phone', 'dark', 390],
		['phone', 'light', 390],
	] as const)('has nothing that axe finds wrong: %s, %s', async (device, colorScheme, width) => {
		const { page, troubles } = await enter(
			{ person: 'Lina' },
			{
				viewport: { width, height: 844 },
				colorScheme,
			},
		);
		await page.getByRole('combobox', { name: 'Message' }).waitFor();
		await send(page, '/nowplaying');
		expect(await violations(page)).toEqual([]);
		await page.getByRole('combobox', { name: 'Message' }).fill('/');
		await page.getByRole('listbox').waitFor();
		expect(await violations(page)).toEqual([]);
		await page.getByRole('combobox', { name: 'Message' }).fill('');
		await page.getByRole('button', { name: 'Request a song' }).last().click();
		await page.getByRole('dialog').waitFor();
		expect(await violations(page)).toEqual([]);
		await page.keyboard.press('Escape');
		if (device === 'phone') {
			await page.getByRole('button', { name: 'Show the radio servers' }).click();
			expect(await violations(page)).toEqual([]);
		}
		await shoot(page, `${device}-${colorScheme}`);
		expect(troubles).toEqual([]);
		await page.context().close();
	});

	it('is light, and soon there', async () => {
		const context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } });
		const page = await context.newPage();
		let bytes = 0;
		const sizes: Promise<void>[] = [];
		page.on('requestfinished', (request) => {
			if (new URL(request.url()).pathname.startsWith('/api/')) return;
			sizes.push(
				request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
					bytes += responseBodySize + responseHeadersSize;
				}),
			);
		});
		await page.goto(stage.url);
		await page.getByRole('combobox', { name: 'Message' }).waitFor();
		const interactive = await page.evaluate(() => performance.now());
		await page.waitForLoadState('load');
		await Promise.all(sizes);
		expect(bytes).toBeGreaterThan(50_000);
		expect(bytes).toBeLessThan(500_000);
		// 1 s on an idle machine; the tests run side by side.
		expect(interactive).toBeLessThan(2000);
		process.stdout.write(
			`first load: ${Math.round(bytes / 1000)} kB, interactive after ${Math.round(interactive)} ms\n`,
		);
		await context.close();
	});
});
