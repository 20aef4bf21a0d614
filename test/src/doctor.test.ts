import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { Permission } from '#demo/discord/permissions.ts';
import { startSimulatedIcecast } from '#demo/icecast/simulated-icecast.ts';
import { type Simulation, simulate } from '../demo/azuracast/simulation.ts';

const guildId = '100000000000000001';
const channels = { alerts: '300000000000000001', audit: '300000000000000002' };
const projectRoot = path.join(import.meta.dirname, '..', '..');

/** `npm run doctor` with a Discord and an AzuraCast of its own. */
async function surgery() {
	const radio = await simulate();
	const discord = await startLoopbackDiscord();
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-doctor-'));
	onTestFinished(async () => {
		await discord.close();
		await rm(folder, { recursive: true, force: true });
	});
	discord.addGuild({
		id: guildId,
		name: 'Test server',
		channels: [
			{ id: channels.alerts, name: 'alerts' },
			{ id: channels.audit, name: 'audit' },
		],
	});
	return {
		radio,
		discord,
		doctor: (station: object) => runDoctor(folder, radio, discord, station),
	};
}

async function runDoctor(folder: string, radio: Simulation, discord: LoopbackDiscord, station: object) {
	const file = path.join(folder, 'stations.json');
	const declared = { guildId, name: 'Radio', backend: 'azuracast', url: radio.url, station: 'lanternlight' };
	await writeFile(file, JSON.stringify({ stations: [{ ...declared, ...station }] }));
	const env = {
		DISCORD_TOKEN: discord.token,
		DISCORD_API_URL: discord.apiUrl,
		STATIONS_FILE: file,
		DATA_DIR: folder,
	};
	const doctor = path.join(projectRoot, 'src', 'doctor.ts');
	return new Promise<{ code: number; lines: string[] }>((resolve) => {
		const child = execFile(process.execPath, [doctor], { cwd: folder, env }, (_, stdout, stderr) => {
			const text = stdout + stderr;
			for (const key of [...Object.values(radio.keys), discord.token]) expect(text).not.toContain(key);
			resolve({ code: child.exitCode ?? -1, lines: text.trimEnd().split('\n') });
		});
	});
}

/** A key that holds all that the commands of the station need. */
const allOfStation = { 1: ['administer all'] };

describe('npm run doctor', () => {
	it('is content when all is well', async () => {
		const { radio, doctor } = await surgery();
		const station = radio.addKey({ user: 'desk', stations: allOfStation });
		const keys = { station, admin: radio.keys.admin };
		const { code, lines } = await doctor({ keys, channels });
		expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([]);
		expect(lines.join('\n')).toContain(
			`Radio, station key …${station.slice(-4)}: belongs to Desk and holds every right`,
		);
		expect(lines.at(-1)).toContain(`channel ${channels.audit} (audit): the bot has what it needs`);
		expect(code).toBe(0);
	}, 30_000);

	it('names a missing right, what needs it, and where to give it', async () => {
		const { radio, doctor } = await surgery();
		const { code, lines } = await doctor({ keys: { station: radio.keys.limited } });
		const failed = lines.filter((line) => line.startsWith('FAIL'));
		expect(failed.join('\n')).toMatch(
			/lacks Manage Station Broadcasting, which .*\/dj skip.* need; add it to the role “Limited role”/,
		);
		expect(code).toBe(1);
	}, 30_000);

	it('tells a rejected key and a wrong channel', async () => {
		const { radio, discord, doctor } = await surgery();
		const gone = radio.addKey({ user: 'gone', stations: allOfStation });
		radio.revokeKey(gone);
		discord.setBotPermissions(channels.alerts, { deny: Permission.SendMessages });
		discord.deleteChannel(channels.audit);
		const { code, lines } = await doctor({ keys: { station: gone }, channels });
		const failed = lines.filter((line) => line.startsWith('FAIL')).join('\n');
		expect(failed).toContain(`station key …${gone.slice(-4)}`);
		expect(failed).toContain(`channel ${channels.alerts} (alerts): the bot lacks SendMessages`);
		expect(failed).toContain(`channel ${channels.audit} (audit): it is not there`);
		expect(code).toBe(1);
	}, 30_000);

	it('does not fail for what could only not be proved, nor for a station without keys', async () => {
		const { radio, doctor } = await surgery();
		const station = radio.addKey({ user: 'desk', stations: allOfStation });
		radio.faults.add({ path: /\/fallback/, status: 502, html: '<html>no</html>' });
		const { code, lines } = await doctor({ keys: { station } });
		expect(lines.join('\n')).toContain('not proved: Manage Station Broadcasting');
		expect(code).toBe(0);
		const bare = await doctor({});
		expect(bare.lines.at(-1)).toContain('keys: none are set; public commands work');
		expect(bare.code).toBe(0);
	}, 30_000);

	it('says of an Icecast that it needs no key, and whether it answers', async () => {
		const { doctor } = await surgery();
		const server = await startSimulatedIcecast();
		onTestFinished(() => server.close());
		const station = { backend: 'icecast', url: server.url, station: '/live.mp3' };
		const well = await doctor(station);
		expect(well.lines).toContain('ok    Radio, what is on the air: answered');
		expect(well.lines).toContain('ok    Radio, keys: Icecast needs none');
		expect(well.code).toBe(0);
		await server.down();
		const ill = await doctor(station);
		expect(ill.lines.find((line) => line.startsWith('FAIL'))).toContain('what is on the air');
		expect(ill.code).toBe(1);
	}, 30_000);
});
