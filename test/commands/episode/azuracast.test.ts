import { expect, test } from 'vitest';
import { startTestApp } from '#test/support/app.ts';

test('The podcasts of an AzuraCast are listed and searched without a key, and published elsewhere', async () => {
	const app = await startTestApp();
	const { text } = await app.run('listener', 'episode list');
	expect(text).toContain('## Episodes · Lanternlight FM');
	expect(text).toContain('**Slow Lanterns, line by line**\n-# Notes from the Quay · <t:');
	expect(app.calls().every((call) => call.endsWith('(none)'))).toBe(true);
	const found = await app.run('listener', 'episode search', { text: 'lanterns' });
	expect(found.text).toContain('## Episodes with “lanterns”');
	const refused = await app.run('manager', 'episode publish', {
		title: 'x',
		audio_url: 'https://files.example/a.mp3',
	});
	expect(refused.plain).toContain('AzuraCast has no way to publish or archive episodes.');
	await app.close();
});
