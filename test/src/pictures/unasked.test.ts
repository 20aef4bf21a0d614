import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadCommands } from '#src/discord/load-commands.ts';

const report = z.object({ sharedObjects: z.array(z.string()) });

test('a bot that is asked for no picture loads no canvas', async () => {
	await import('#src/bot.ts');
	await loadCommands(new URL('../../../commands', import.meta.url).pathname);
	const loaded = () =>
		report.parse(process.report.getReport()).sharedObjects.filter((file) => /canvas/.test(file));
	expect(loaded()).toEqual([]);
	await import('#src/pictures/draw-picture.ts');
	expect(loaded().length).toBeGreaterThan(0);
});
