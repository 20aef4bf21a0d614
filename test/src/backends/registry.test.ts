import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { builtIn, createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';

function dependencies() {
	const clock = new ManualClock();
	const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock });
	onTestFinished(() => connections.close());
	return { clock, connections };
}

const settings = { url: 'https://radio.example.org:8443/fm/', station: 'test_radio', keys: {} };

describe('createBackend', () => {
	it('makes an AzuraCast station, without asking anything yet', () => {
		const backend = createBackend('azuracast', settings, dependencies());
		expect(backend).toMatchObject({
			kind: 'azuracast',
			label: 'AzuraCast',
			server: 'https://radio.example.org:8443/fm',
			host: 'radio.example.org:8443',
		});
	});

	it('says plainly that a radio system is not built in', () => {
		const modules = builtIn.slice(0, 1);
		expect(() => createBackend('hum', settings, { ...dependencies(), modules })).toThrow(
			'Stations of the kind "hum" cannot be used yet; this version knows azuracast.',
		);
	});
});
