import { describe, expect, onTestFinished, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { builtIn, createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { startTestApp, type TestAppOptions } from '#test/support/app.ts';
import { postcardRadio } from '#test/support/postcard-radio/module.ts';
import { startPostcardServer } from '#test/support/postcard-radio/postcard-server.ts';
import { roleContract } from './role-contract.ts';

const modules = [...builtIn, postcardRadio];

async function postcards() {
	const clock = new ManualClock();
	const server = await startPostcardServer(clock.now() - 60_000);
	onTestFinished(() => server.close());
	return { clock, server };
}

roleContract(
	'a fifth radio system: one folder, one line',
	async () => {
		const { clock, server } = await postcards();
		const connections = new ServerConnections({ userAgent: 'Airdeck/test', clock });
		onTestFinished(() => connections.close());
		const open = (url: string) =>
			createBackend('postcard', { url, station: 'postcard', keys: {} }, { connections, clock, modules });
		return {
			backend: open(server.url),
			clock,
			with: ({ url = server.url }) => open(url),
			asked: () => server.asked,
			secrets: [],
			word: '',
		};
	},
	{ onAir: 'full' },
);

describe('a fifth radio system, through the wire', () => {
	async function startApp(options: TestAppOptions) {
		const app = await startTestApp({ modules, ...options });
		onTestFinished(() => app.close());
		return app;
	}

	test('can be declared in the stations file; commands that it cannot serve name those that it can', async () => {
		const { server } = await postcards();
		const keys = {};
		const app = await startApp({
			stations: [{ name: 'Postcard FM', backend: 'postcard', url: server.url, station: 'postcard', keys }],
		});
		const { text } = await app.run('listener', 'nowplaying');
		expect(text).toContain('On air · Postcard FM');
		expect(text).toContain('Wish You Were Here');
		const skip = await app.run('dj', 'dj skip');
		expect(skip.isPrivate).toBe(true);
		expect(skip.text).toContain('Postcard Radio has no way to skip a song.');
		const settings = await app.run('owner', 'settings show');
		expect(settings.text).toContain(
			'-# Not there at Postcard Radio – history of what was played · queue to show · ',
		);
		const queue = await app.run('listener', 'queue');
		expect([queue.isPrivate, queue.text]).toEqual([true, expect.stringContaining('has no queue')]);
		const help = await app.run('dj', 'help');
		expect(help.text).toContain('nowplaying');
		expect(help.text).not.toContain('skip');
	});

	test('is found out by /setup from the address, and set up without keys', async () => {
		const { server } = await postcards();
		const app = await startApp({ stations: [] });
		const { message } = await app.run('owner', 'setup');
		const form = await app.openForm('owner', message, 'Enter the address');
		const found = await app.submit('owner', form, { address: server.url });
		expect(found.text).toContain('Which stations belong to this server?');
		const access = await app.click('owner', found.message, 'Continue');
		const summary = await app.click('owner', access.message, 'Continue');
		const saved = await app.click('owner', summary.message, 'Save');
		expect(saved.text).toContain('Postcard FM is set up');
		expect((await app.run('listener', 'nowplaying')).text).toContain('Wish You Were Here');
	});

	test('what answers nowhere is told with all that was looked for', async () => {
		const { server } = await postcards();
		const app = await startApp({ stations: [] });
		const { message } = await app.run('owner', 'setup');
		const form = await app.openForm('owner', message, 'Enter the address');
		const found = await app.submit('owner', form, { address: `${server.url}/elsewhere` });
		expect(found.text).toMatch(
			/No radio system that Airdeck knows answers at 127\.0\.0\.1:\d+\. It looked for AzuraCast, .*Postcard Radio\./,
		);
	});
});
