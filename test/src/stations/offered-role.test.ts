import { expect, test } from 'vitest';
import { BackendError } from '#src/backends/backend-error.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { host, station } from './fake-station.ts';

test('the role of a station that has it', () => {
	const queue = { list: async () => [], remove: async () => {}, clear: async () => {} };
	expect(offeredRole(station('a', { backend: { queue } }), 'queue')).toBe(queue);
});

test('a role that the radio system lacks is told as such, by name and host', () => {
	let thrown: unknown;
	try {
		offeredRole(station('a'), 'playout');
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(BackendError);
	expect(thrown).toMatchObject({
		host,
		problem: { kind: 'not-offered', role: 'playout' },
		perhapsDone: false,
	});
});
