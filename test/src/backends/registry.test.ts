import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { createBackend } from '#src/backends/registry.ts';
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
		expect(() => createBackend('icecast', settings, dependencies())).toThrow(
			'Stations of the kind "icecast" cannot be used yet; this version knows azuracast.',
		);
	});
});
