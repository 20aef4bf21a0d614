import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserTitle, findChromium, openPage, playgroundInBrowser } from './browser.ts';

const chromium = findChromium();
const title = browserTitle('the page in a browser', chromium);

describe.skipIf(chromium === undefined)(title, { timeout: 60_000 }, () => {
	const stage = playgroundInBrowser(chromium);

	const lastMessage = (page: Page) => page.locator('.message').last();
	/** Types a whole command as a person does: Enter takes it, Enter sends it. */
	const send = async (page: Page, command: string) => {
		await page.getByRole('combobox', { name: 'Message' }).fill(`/${command}`);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Send the command' }).waitFor();
		await page.keyboard.press('Enter');
		await page
			.locator('.used-line', { hasText: `/${command}` })
			.last()
			.waitFor();
	};

	it('is soon ready and shows the card, with the keyboard alone', async () => {
		const started = performance.now();
		const { page, troubles } = await openPage(stage.browser, stage.url);
		await page.getByRole('combobox', { name: 'Message' }).waitFor();
		// A second on an idle machine; the tests run side by side.
		expect(performance.now() - started).toBeLessThan(3000);

		await send(page, 'nowplaying');
		const song = stage.running.playground.radio.station('lanternlight').nowPlaying!.song;
		const card = lastMessage(page).locator('.container');
		await card.getByText('Lanternlight FM').waitFor();
		expect(await card.innerText()).toContain(song.title.slice(0, 20));
		expect(await card.locator('.mark').first().getAttribute('alt')).toBe('on air');
		const art = card.locator('.thumbnail img');
		if ((await art.count()) > 0) {
			await expect
				.poll(() => art.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 10_000 })
				.toBeGreaterThan(0);
		}
		// Between commands the composer keeps the focus.
		expect(await page.evaluate(() => document.activeElement?.className)).toBe('command-field');
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('suggests songs while one types, and requests the one that is picked', async () => {
		const { page, troubles } = await openPage(stage.browser, stage.url);
		const { requests, radio } = {
			requests: () => radio.station('lanternlight').requests.all,
			...stage.running.playground,
		};
		// The stations play by the real time of day, and what was on lately would be refused.
		stage.running.playground.radio.station('lanternlight').requestThresholdMinutes = 0;
		await page.getByRole('combobox', { name: 'Message' }).pressSequentially('/request ');
		const song = page.getByRole('combobox', { name: 'song' });
		await song.pressSequentially('Venn');
		const list = page.getByRole('listbox', { name: 'song' });
		await list
			.getByRole('option', { name: /Oskar Venn/ })
			.first()
			.waitFor();
		await song.press('ArrowDown');
		const active = await song.getAttribute('aria-activedescendant');
		const picked = await page.locator(`[id="${active}"]`).innerText();
		await song.press('Enter');
		expect(await song.inputValue()).toBe(picked);
		await page.keyboard.press('Enter');
		await page.getByText('Only you can see this').last().waitFor();
		await expect.poll(() => requests().length).toBe(1);
		expect(picked).toContain(requests()[0]!.song.title.slice(0, 40));
		// The radio side names the key the request came with.
		const call = page.locator('.calls li', { hasText: 'POST' }).first();
		await call.waitFor();
		expect(await call.innerText()).toContain('station key');
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('presses buttons, fills a form, and chooses from a select', async () => {
		const { page, troubles } = await openPage(stage.browser, stage.url);
		await send(page, 'nowplaying');
		await page.getByRole('button', { name: 'Request a song' }).last().click();
		const form = page.getByRole('dialog');
		await form.waitFor();
		// Focus is inside, Escape closes, and the focus goes back.
		expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
		await page.keyboard.press('Escape');
		await form.waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Request a song' }).last().click();
		await form.getByRole('textbox').fill('Harbour Session');
		await form.getByRole('button', { name: 'Submit' }).click();
		await form.waitFor({ state: 'detached' });
		const choice = lastMessage(page).getByRole('combobox');
		await choice.waitFor();
		await choice.click();
		await lastMessage(page).getByRole('option').first().click();
		await expect.poll(() => lastMessage(page).innerText()).not.toContain('Which one?');
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('holds back a command that lacks a required option, and leaves it on Escape', async () => {
		const { page } = await openPage(stage.browser, stage.url);
		await page.getByRole('combobox', { name: 'Message' }).pressSequentially('/search ');
		const text = page.getByRole('combobox', { name: 'text' });
		await text.press('Enter');
		expect(await text.getAttribute('aria-invalid')).toBe('true');
		await page.getByText('This option is required').waitFor();
		await page.keyboard.press('Escape');
		expect(await page.getByRole('combobox', { name: 'Message' }).inputValue()).toBe('/');
		await page.close();
	});

	it('is another person in another language, whose private messages are their own', async () => {
		const [lina, dario] = [
			await openPage(stage.browser, stage.url),
			await openPage(stage.browser, stage.url),
		];
		await dario.page.getByRole('radio', { name: 'Dario' }).check();
		await send(lina.page, 'help');
		await lastMessage(lina.page).getByText('Only you can see this').waitFor();
		await send(lina.page, 'stations');
		await dario.page.locator('.used-line', { hasText: '/stations' }).waitFor();
		expect(await dario.page.locator('.used-line', { hasText: '/help' }).count()).toBe(0);
		await lina.page.getByRole('button', { name: 'Dismiss message' }).last().click();
		await expect.poll(() => lina.page.locator('.used-line', { hasText: '/help' }).count()).toBe(0);

		await dario.page.getByLabel('Your language').selectOption('de');
		await dario.page.getByText('Wer du bist', { exact: true }).waitFor();
		await dario.page.getByRole('combobox', { name: 'Nachricht' }).fill('/nowp');
		await dario.page.getByRole('option', { name: /Was gerade auf Sendung ist/ }).waitFor();
		await dario.page.getByLabel('Deine Sprache').selectOption('en-US');
		await dario.page.getByText('Who you are', { exact: true }).waitFor();
		expect([...lina.troubles, ...dario.troubles]).toEqual([]);
		await lina.page.close();
		await dario.page.close();
	});

	it('fits a phone: no sideways scrolling, and a drawer for channels and persons', async () => {
		const { page, troubles } = await openPage(stage.browser, stage.url, {
			viewport: { width: 390, height: 844 },
			colorScheme: 'light',
			hasTouch: true,
		});
		await send(page, 'nowplaying');
		await lastMessage(page).locator('.container').waitFor();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
		const menu = page.getByRole('button', { name: 'Channels and people' });
		await menu.click();
		await page.getByRole('radio', { name: 'Mo' }).check();
		await page.getByRole('button', { name: 'general', exact: true }).click();
		await page.getByText('Welcome to #general').waitFor();
		await page.locator('#sidebar').waitFor({ state: 'hidden' });
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('says so when the bot does not respond', async () => {
		const { page } = await openPage(stage.browser, stage.url);
		await page.getByRole('combobox', { name: 'Message' }).waitFor();
		await stage.running.stopBot();
		await send(page, 'listen');
		await page.getByText('The application did not respond').waitFor({ timeout: 10_000 });
		await page.close();
	});
});
