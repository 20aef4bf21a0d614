import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlaygroundStage, setPlayground } from '../page-server/page-client.ts';
import { browserTitle, findChromium, launchBrowser, openPage } from './browser.ts';
import { smallBot, smallBotCommands } from './small-bot.ts';

const chromium = findChromium();
const title = browserTitle('files and selects', chromium);

describe.skipIf(chromium === undefined)(title, { timeout: 60_000 }, () => {
	let stage: PlaygroundStage;
	let browser: Browser;
	let url: string;
	beforeAll(async () => {
		stage = await setPlayground(smallBotCommands, smallBot);
		browser = await launchBrowser(chromium ?? '');
		url = stage.playground.pageUrl;
	}, 60_000);
	afterAll(async () => {
		await browser.close();
		await stage.close();
	});

	const lastMessage = (page: Page) => page.locator('.message').last();
	const start = async (page: Page, command: string) => {
		await page.getByRole('combobox', { name: 'Message' }).fill(`/${command}`);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Send the command' }).waitFor();
	};
	const song = { name: 'song.mp3', mimeType: 'audio/mpeg', buffer: Buffer.alloc(3000) };

	it('shows a reaction, and that the bot is typing until a message comes', async () => {
		const { page, troubles } = await openPage(browser, url);
		await start(page, 'think');
		await page.keyboard.press('Enter');
		await page.locator('.reactions', { hasText: '👍' }).waitFor();
		await page.getByRole('status').filter({ hasText: 'Airdeck is typing…' }).waitFor();
		await page.screenshot({
			path: path.join(import.meta.dirname, '../../../test-results/playground/typing.png'),
		});
		await start(page, 'log');
		await page.keyboard.press('Enter');
		await page.getByText('station.log').first().waitFor();
		await expect.poll(() => page.getByText('is typing…').count()).toBe(0);
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('sends a file as an option, beside yes or no', async () => {
		const { page, troubles } = await openPage(browser, url);
		await start(page, 'upload');
		const field = page.getByLabel('file', { exact: true });
		await page.getByRole('button', { name: 'Send the command' }).click();
		await page.getByText('This option is required').waitFor();
		await field.setInputFiles(song);
		await page.locator('.file-chip', { hasText: 'song.mp3' }).waitFor();
		await page.getByRole('combobox', { name: 'Options' }).pressSequentially('rep');
		await page.keyboard.press('Enter');
		await page.getByRole('combobox', { name: 'replace' }).waitFor();
		await page.getByRole('option', { name: 'True' }).click();
		await page.keyboard.press('Enter');
		await page.getByText('song.mp3 has 3000 bytes; replace: true').waitFor();
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('chooses roles, and empties a select where nothing may be chosen', async () => {
		const { page, troubles } = await openPage(browser, url);
		await start(page, 'wizard');
		await page.keyboard.press('Enter');
		const roles = lastMessage(page).getByRole('combobox', { name: /Roles of DJs/ });
		await roles.click();
		await page.getByRole('option', { name: '@DJ' }).click();
		await page.getByRole('option', { name: '@Manager' }).click();
		await page.keyboard.press('Escape');
		// The private message is drawn anew in its place, with what was chosen.
		await lastMessage(page).getByText('DJs: @DJ, @Manager').waitFor();
		expect(await roles.innerText()).toContain('@Manager');
		expect(await page.locator('.message', { hasText: 'DJs:' }).count()).toBe(1);
		await lastMessage(page).getByRole('button', { name: 'Choose nothing: Roles of DJs' }).click();
		await lastMessage(page).getByText('DJs: nobody').waitFor();
		expect(
			await lastMessage(page)
				.getByRole('combobox', { name: /Somebody/ })
				.isDisabled(),
		).toBe(true);
		await lastMessage(page)
			.getByRole('combobox', { name: /Channel for alerts/ })
			.click();
		await page.getByRole('option', { name: '# alerts' }).click();
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('fills a form with texts, choices and files', async () => {
		const { page, troubles } = await openPage(browser, url);
		await start(page, 'form');
		await page.keyboard.press('Enter');
		const form = page.getByRole('dialog');
		await form.getByText('From My API Keys').waitFor();
		await form.getByRole('button', { name: 'Submit' }).click();
		await form.getByText('This field must be filled in.').waitFor();
		const jingles = form.getByLabel('Jingles');
		await jingles.setInputFiles([song, { ...song, name: 'two.mp3' }]);
		await form.getByRole('button', { name: 'Take out song.mp3' }).click();
		await jingles.setInputFiles([{ ...song, name: 'three.mp3' }]);
		await form.getByRole('button', { name: 'Submit' }).click();
		await page.getByText('Form: two.mp3, three.mp3').waitFor();
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('scrolls a long line inside its card, and offers the file below', async () => {
		const { page } = await openPage(browser, url, { viewport: { width: 390, height: 844 } });
		await start(page, 'log');
		await page.keyboard.press('Enter');
		const code = lastMessage(page).locator('pre');
		await code.waitFor();
		const { inner, outer } = await code.evaluate((box) => ({
			inner: box.scrollWidth,
			outer: box.clientWidth,
		}));
		expect(inner).toBeGreaterThan(outer);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
		const address = await lastMessage(page).getByRole('link', { name: 'station.log' }).getAttribute('href');
		expect((await fetch(address ?? '')).status).toBe(200);
		expect(await lastMessage(page).getByRole('link', { name: 'hidden.log' }).count()).toBe(0);
		await lastMessage(page).getByRole('button', { name: 'Show the spoiler' }).click();
		await lastMessage(page).getByRole('link', { name: 'hidden.log' }).waitFor();
		await page.close();
	});

	it('copies a key and the address, and takes a right away', async () => {
		const { page, troubles } = await openPage(browser, url, {
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		const { radio } = stage.playground;
		const copied = () => page.evaluate(() => navigator.clipboard.readText());
		const copy = (name: string) => page.getByRole('button', { name: `Copy: ${name}` }).click();
		await copy('Address of the radio server');
		await expect.poll(copied).toBe(radio.url);
		await page.getByText('Keys (7)').click();
		await copy('Bot role, scoped');
		await expect.poll(copied).toBe(radio.keys.bot);
		const box = page.getByRole('article', { name: 'Bot role, scoped' });
		await box.getByText('Rights (', { exact: false }).click();
		await box.getByRole('checkbox', { name: 'View System Logs' }).uncheck();
		await expect.poll(() => box.innerText()).toContain('Global (1)');
		await box.getByRole('button', { name: 'Revoke' }).click();
		await box.getByText('revoked').waitFor();
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('takes a right of the bot away in one channel', async () => {
		const { page, troubles } = await openPage(browser, url);
		await page.getByText('What Airdeck may do in #requests').first().click();
		const right = page.getByRole('checkbox', { name: 'Send Messages' });
		await right.uncheck();
		await expect.poll(() => stage.rightsIn('requests')).toEqual({ ViewChannel: true, SendMessages: false });
		await page.getByRole('button', { name: 'general', exact: true }).click();
		await page.getByText('What Airdeck may do in #general').first().waitFor();
		expect(await right.isChecked()).toBe(true);
		expect(troubles).toEqual([]);
		await page.close();
	});

	it('goes to the other server, and says so in the address', async () => {
		const { page } = await openPage(browser, url);
		await page.getByRole('combobox', { name: 'Server', exact: true }).selectOption('Fresh server');
		await page.getByText('No station is set up here yet').waitFor();
		expect(new URL(page.url()).search).toBe('?server=fresh');
		await page.reload();
		await page.getByText('No station is set up here yet').waitFor();
		await page.close();
	});
});
