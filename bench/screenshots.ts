import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium, launchBrowser } from '#test/demo/page/browser.ts';
import { runPlayground } from '#test/demo/page/running-playground.ts';
import { packPng } from './pack-png.ts';
import { runToEnd } from './run-to-end.ts';
import { type Picture, pictures, prepare } from './screenshot-scenes.ts';
import { shiftedClock } from './shifted-clock.ts';
import { useBundledFonts } from './use-bundled-fonts.ts';

const folder = path.join(import.meta.dirname, '../docs/pictures');
/** A Sunday evening in Vienna, so that today's pictures show what yesterday's did. */
const startAt = Date.UTC(2026, 10, 22, 19, 13, 40);
const timezoneId = 'Europe/Vienna';
/** Kilobytes: a page with all of them should be there at once. */
const mostEach = 150;
const mostTogether = 1500;

/** Makes the pictures of the documents anew, from the playground. */
async function main(): Promise<number> {
	const chromium = findChromium();
	if (chromium === undefined) {
		process.stderr.write('No pictures were made: there is no chromium on the PATH.\n');
		return 69;
	}
	const wanted = process.argv.slice(2);
	const chosen = pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
	if (chosen.length === 0) {
		const names = pictures.map(({ name }) => name).join(', ');
		process.stderr.write(`There is no such picture. There are: ${names}.\n`);
		return 2;
	}
	await mkdir(folder, { recursive: true });
	const running = await runPlayground(shiftedClock(startAt));
	const browser = await launchBrowser(chromium);
	const take = async (picture: Picture) => {
		const { name, width = 1190, height = 700, theme = 'dark' } = picture;
		const context = await browser.newContext({
			viewport: { width, height },
			deviceScaleFactor: picture.scale ?? 1,
			colorScheme: theme,
			locale: 'en-US',
			timezoneId,
			reducedMotion: 'reduce',
			// For the fonts, which the page itself does not need: it has those of the machine.
			bypassCSP: true,
		});
		const page = await context.newPage();
		await picture.draw(page, running.playground);
		await useBundledFonts(page);
		await renameHosts(page);
		await quieten(page);
		const file = path.join(folder, `${name}.png`);
		const clip = await framed(page, picture);
		const shot = await page.screenshot({ animations: 'disabled', caret: 'hide', ...(clip && { clip }) });
		await writeFile(file, await packPng(shot));
		await context.close();
		return { name, kilobytes: Math.round((await stat(file)).size / 1000) };
	};
	try {
		await prepare(running.playground);
		const made: { name: string; kilobytes: number }[] = [];
		for (const picture of chosen) {
			const one = await take(picture);
			process.stdout.write(`${one.name}.png ${one.kilobytes} kB\n`);
			made.push(one);
		}
		const together = made.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
		const tooLarge = made.filter(({ kilobytes }) => kilobytes > mostEach).map(({ name }) => name);
		if (tooLarge.length === 0 && together <= mostTogether) return 0;
		process.stderr.write(`Too large: ${tooLarge.join(', ') || `${together} kB together`}.\n`);
		return 1;
	} finally {
		await browser.close();
		await running.close();
	}
}

/** The part with some air around it, as far as the window reaches. */
async function framed(page: Page, { part, margin = 4 }: Picture) {
	const box = await part?.(page).boundingBox();
	if (box === undefined || box === null) return undefined;
	const { width = 0, height = 0 } = page.viewportSize() ?? {};
	const [left, top] = [Math.max(0, box.x - margin), Math.max(0, box.y - margin)];
	return {
		x: left,
		y: top,
		width: Math.min(width, box.x + box.width + margin) - left,
		height: Math.min(height, box.y + box.height + margin) - top,
	};
}

/** The simulated servers have another port at every start, which a picture must not tell. */
async function renameHosts(page: Page): Promise<void> {
	await page.evaluate(() => {
		// An escaped full stop is a text of its own.
		document.body.normalize();
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
			text.nodeValue = (text.nodeValue ?? '').replaceAll(/127\.0\.0\.1(:\d+)?/gu, 'radio.example.org');
		for (const input of document.querySelectorAll('input'))
			input.value = input.value.replaceAll(/127\.0\.0\.1(:\d+)?/gu, 'radio.example.org');
	});
}

/** Nothing under the pointer, and every picture there. */
async function quieten(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	await page.evaluate(async () => {
		await document.fonts.ready;
		const images = [...document.images].filter(({ complete, loading }) => !complete && loading !== 'lazy');
		await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
	});
	await page.waitForLoadState('networkidle').catch(() => undefined);
}

runToEnd(main);
