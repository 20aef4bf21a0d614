import type { Locator, Page } from 'playwright-core';
import { stationPermissions } from '#demo/azuracast/permissions.ts';
import type { Playground } from '#demo/playground.ts';

/** A picture of the documents: how it comes about, and what of the page it shows. */
export interface Picture {
	/** Of the file, without its ending. */
	readonly name: string;
	readonly width?: number;
	readonly height?: number;
	readonly theme?: 'dark' | 'light';
	/** Pixels of the file for one of the page. */
	readonly scale?: number;
	readonly draw: (page: Page, playground: Playground) => Promise<void>;
	/** The whole window if not given. */
	readonly part?: (page: Page) => Locator;
	/** Around that part, in pixels of the page. */
	readonly margin?: number;
}

const card = { width: 620, height: 900, scale: 1.5 } as const;
/** What the commands need of a station, by AzuraCast's own ids. */
const neededRights = [
	'view station management',
	'view station reports',
	'view station logs',
	'manage station broadcasting',
	'manage station streamers',
	'manage station media',
];

const last = (page: Page) => page.locator('.message').last();

async function enter(page: Page, playground: Playground, scene: Record<string, string>): Promise<void> {
	await page.goto(`${playground.pageUrl}/#${new URLSearchParams(scene)}`);
	await page
		.getByRole('radio', { name: scene['person'] ?? 'Lina', checked: true, includeHidden: true })
		.waitFor({ state: 'attached' });
	await page.locator('.app[aria-busy="false"]').waitFor();
}

/** Types a command and waits for its whole answer. */
async function send(page: Page, line: string): Promise<void> {
	const before = await page.locator('.message').count();
	await page.getByRole('combobox', { name: 'Message' }).fill(`${line} `);
	await page.getByRole('combobox', { name: 'Options' }).focus();
	await page.keyboard.press('Enter');
	await page.locator('.message').nth(before).waitFor();
	await page.locator('.thinking').waitFor({ state: 'detached' });
}

async function press(page: Page, label: string, then: string): Promise<void> {
	await last(page).getByRole('button', { name: label }).click();
	await last(page).getByText(then).first().waitFor({ timeout: 20_000 });
}

const nowPlaying = async (page: Page, playground: Playground) => {
	await enter(page, playground, { person: 'Lina', channel: 'requests' });
	await send(page, '/nowplaying');
	await last(page).locator('img').first().waitFor();
	// Without what earlier pictures left in the channel.
	await page.evaluate(() => {
		for (const earlier of [...document.querySelectorAll('.message')].slice(0, -1))
			earlier.setAttribute('style', 'display: none');
	});
};

/** How long the bot takes to hear of a song. */
const heardMs = 5_000;
/** It reads the cover of a song while the one before has been on for a minute. */
const coverReadMs = 90_000;

/** The same at every run: a song with a cover and a name that every machine can write, in the colours of its cover. */
export async function prepare({ radio, clock }: Playground): Promise<void> {
	const station = radio.station('lanternlight');
	station.requestThresholdMinutes = 0;
	const song = station.songs.find(({ title }) => title === 'Slow Lanterns');
	if (song === undefined) throw new Error('The simulated station has no "Slow Lanterns" any more');
	station.playout.putInFront(song);
	// The song that was with the player before goes first.
	await clock.sleep(heardMs);
	station.skip();
	clock.turn(10);
	await clock.sleep(coverReadMs);
	clock.turn(1);
	station.skip();
	await clock.sleep(heardMs);
}

export const pictures: readonly Picture[] = [
	...(['dark', 'light'] as const).map(
		(theme): Picture => ({
			name: `playground-${theme}`,
			theme,
			draw: async (page, playground) => {
				await nowPlaying(page, playground);
				await page.locator('.calls li').first().waitFor();
			},
		}),
	),
	...(['dark', 'light'] as const).map(
		(theme): Picture => ({ name: `now-playing-${theme}`, theme, ...card, draw: nowPlaying, part: last }),
	),
	{
		name: 'phone',
		width: 390,
		height: 844,
		draw: nowPlaying,
	},
	{
		name: 'queue',
		...card,
		draw: async (page, playground) => {
			await enter(page, playground, { person: 'Dario', channel: 'requests' });
			await send(page, '/queue');
			await press(page, 'Manage', 'Skip the song on air');
		},
		part: last,
	},
	{
		name: 'request-suggestions',
		width: 820,
		height: 460,
		scale: 1.5,
		draw: async (page, playground) => {
			await enter(page, playground, { person: 'Lina', channel: 'requests' });
			await page.getByRole('combobox', { name: 'Message' }).fill('/request ');
			await page.getByRole('combobox', { name: 'song' }).pressSequentially('quarry');
			await page
				.getByRole('option', { name: /Quarry/u })
				.first()
				.waitFor();
		},
		part: (page) => page.locator('main.channel'),
		margin: 0,
	},
	{
		name: 'request',
		...card,
		draw: async (page, playground) => {
			await enter(page, playground, { person: 'Lina', channel: 'requests' });
			await page.getByRole('combobox', { name: 'Message' }).fill('/request ');
			await page.getByRole('combobox', { name: 'song' }).pressSequentially('keel');
			await page.getByRole('option', { name: /Keel/u }).first().click();
			await page.keyboard.press('Enter');
			await page
				.locator('.message', { hasText: 'Only you can see this' })
				.getByText('Requested')
				.first()
				.waitFor();
		},
		part: (page) => page.locator('.message', { hasText: 'Only you can see this' }).last(),
	},
	{
		name: 'self-check',
		...card,
		height: 1500,
		scale: 1,
		draw: async (page, playground) => {
			const rights = stationPermissions('0.23.7').map(({ id }) => id);
			const lost = ['administer all', 'manage station broadcasting'];
			const { radio } = playground;
			const { id } = radio.station('lanternlight');
			radio.setRights(radio.keys.station, {
				stations: { [id]: rights.filter((one) => !lost.includes(one)) },
			});
			await enter(page, playground, { person: 'Ada', channel: 'requests' });
			await send(page, '/doctor');
			await last(page).getByText('To mend').waitFor();
			radio.setRights(radio.keys.station, { stations: { [id]: ['administer all'] } });
		},
		part: last,
	},
	{
		name: 'set-up',
		...card,
		height: 1500,
		scale: 1,
		draw: async (page, playground) => {
			await enter(page, playground, { person: 'Ada', server: 'fresh', troubles: '' });
			const { url, keys } = playground.radio;
			const station = playground.radio.addKey({
				user: 'airdeck',
				roles: 'Discord',
				stations: { 1: neededRights },
			});
			await send(page, '/setup');
			await last(page).getByRole('button', { name: 'Enter the address' }).click();
			const form = page.getByRole('dialog');
			const fields = form.locator('input');
			await fields.nth(0).fill(url);
			await fields.nth(1).fill(station);
			await fields.nth(2).fill(keys.admin);
			await page.keyboard.press('Enter');
			await form.waitFor({ state: 'detached' });
			await last(page).getByText('Which stations belong to this server?').waitFor();
			await page.evaluate(() =>
				document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
			);
		},
		part: last,
	},
	{
		name: 'alerts',
		...card,
		draw: async (page, playground) => {
			const { radio, clock } = playground;
			await enter(page, playground, { person: 'Mo', channel: 'alerts' });
			clock.turn(10);
			await radio.down();
			await page.getByText('does not answer').first().waitFor({ timeout: 90_000 });
			await radio.up();
			await page.getByText('answers again').first().waitFor({ timeout: 90_000 });
			clock.turn(1);
			// The order of events, without the cards of earlier pictures.
			await page.evaluate(() => {
				const told = [...document.querySelectorAll('.message')];
				const first = told.findIndex((message) => message.textContent.includes('does not answer'));
				for (const message of told.slice(0, first)) message.setAttribute('style', 'display: none');
			});
		},
		part: (page) => page.locator('.messages-inner ol'),
	},
	{
		name: 'gallery',
		width: 1280,
		height: 740,
		draw: async (page, playground) => {
			await page.goto(`${playground.pageUrl}/gallery#language=de&theme=dark`);
			await page.locator('#section-dj').waitFor({ timeout: 120_000 });
			await page.locator('main[aria-busy="false"]').waitFor({ timeout: 240_000 });
		},
	},
];
