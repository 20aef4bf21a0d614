import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import words from '#locales/en-US/shared/check-report.ts';
import { reportText } from '#src/checks/report-text.ts';
import { checkStation } from '#src/checks/station-check.ts';
import { loadWords } from '#src/words/words.ts';
import { simulate } from '../../demo/azuracast/simulation.ts';
import { commands, stationAt } from './checked-station.ts';

const loaded = await loadWords(path.join(import.meta.dirname, '../../../locales'));
const english = loaded.in('en-US', words);
const clock = new ManualClock();

describe('reportText', () => {
	it('has one line for each permission, and no key', async () => {
		const azuracast = await simulate();
		const { limited, bot } = azuracast.keys;
		const report = await checkStation(stationAt(azuracast.url, { station: limited, admin: bot }), {
			commands,
			clock,
		});
		const text = reportText(report, english);
		const lines = text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
		expect(lines.slice(0, 4)).toEqual([
			'Check-up of Radio',
			`AzuraCast 0.23.7 at ${new URL(azuracast.url).host}`,
			`Checked 2026-11-22 19:13 (UTC) with ${report.reads} reads`,
			`admin key …${bot.slice(-4)}: user Bot, roles Bot role (scoped)`,
		]);
		expect(lines).toContain(
			`station key …${limited.slice(-4)} | View Station Logs (station) | missing | GET /station/{station}/logs | /station logs | add it to the role “Limited role”`,
		);
		expect(lines).toContain(
			`station key …${limited.slice(-4)} | Delete Station Media (station) | not needed (unproven) | no harmless test | - | -`,
		);
		expect(lines.filter((line) => line.includes(' | ')).length).toBe(1 + 9 + 13);
		for (const key of [limited, bot]) for (const half of key.split(':')) expect(text).not.toContain(half);
	});

	it('lets no name from outside make a line of its own', async () => {
		const azuracast = await simulate();
		const odd = azuracast.addKey({
			user: 'odd',
			roles: 'One\nstation key …0000 | All\u202e',
			stations: { 1: ['x'] },
		});
		const report = await checkStation(stationAt(azuracast.url, { station: odd }), { commands, clock });
		const text = reportText(report, english);
		expect(text).toContain('One station key');
		expect(text.split('\n').filter((line) => line.startsWith('station key …0000'))).toEqual([]);
		expect(text).not.toContain('\u202e');
	});

	it('says what could not be asked', async () => {
		const azuracast = await simulate();
		const { bot } = azuracast.keys;
		azuracast.revokeKey(bot);
		const rejected = await checkStation(stationAt(azuracast.url, { station: bot }), { commands, clock });
		expect(reportText(rejected, english)).toContain(
			`station key …${bot.slice(-4)}: not usable (key-rejected)`,
		);
		expect(reportText(rejected, english)).toContain('admin key: not set, and needed by /server stats');
		await azuracast.down();
		const silent = await checkStation(stationAt(azuracast.url, { station: bot }), { commands, clock });
		expect(reportText(silent, loaded.in('de', words))).toContain('kein Recht konnte geprüft werden');
	});
});
