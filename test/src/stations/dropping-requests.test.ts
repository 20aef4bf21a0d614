import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { PendingRequest, RequestDeskRole } from '#src/backends/roles/moderation.ts';
import { dropAllRequests, dropRequest } from '#src/stations/dropping-requests.ts';
import { song } from './fake-station.ts';
import { inTime } from './in-time.ts';

const clock = new ManualClock();
const request = (id: string): PendingRequest => ({ id, song: song(id), askedAt: null });

/** A desk as of AzuraCast from 0.21 on, unless it `removes`. */
function desk(removes: boolean, clears: boolean, ...ids: string[]) {
	let waiting = ids.map(request);
	const orders: string[] = [];
	const role: RequestDeskRole = {
		pending: async () => [...waiting],
		remove: async (id) => {
			orders.push(`remove ${id}`);
			if (removes) waiting = waiting.filter((one) => one.id !== id);
		},
		clear: async () => {
			orders.push('clear');
			// Somebody asks for a song in the very moment.
			waiting = [...(clears ? [] : waiting), request('new')];
		},
	};
	return { role, orders };
}

describe('a request that is dropped', () => {
	test('is gone, or still there whatever the server said', async () => {
		const able = desk(true, true, '1', '2');
		expect(await dropRequest(able.role, clock, '1')).toMatchObject({ kind: 'dropped', request: { id: '1' } });
		const unable = desk(false, true, '1', '2');
		expect(await inTime(clock, dropRequest(unable.role, clock, '1'))).toMatchObject({ kind: 'still-there' });
		expect(unable.orders).toEqual(['remove 1']);
	});

	test('is not ordered away when it is gone already', async () => {
		const { role, orders } = desk(true, true, '2');
		expect(await dropRequest(role, clock, '1')).toEqual({ kind: 'gone' });
		expect(orders).toEqual([]);
	});
});

describe('all requests dropped', () => {
	test('are those that waited; what is asked for meanwhile does not count', async () => {
		const { role } = desk(true, true, '1', '2');
		expect(await dropAllRequests(role, clock)).toMatchObject({
			kind: 'dropped',
			requests: [{ id: '1' }, { id: '2' }],
		});
	});

	test('are counted if they are still there', async () => {
		const { role, orders } = desk(true, false, '1', '2');
		expect(await inTime(clock, dropAllRequests(role, clock))).toEqual({ kind: 'still-there', left: 2 });
		expect(orders).toEqual(['clear']);
	});

	test('need no order if there are none', async () => {
		const { role, orders } = desk(true, true);
		expect(await dropAllRequests(role, clock)).toEqual({ kind: 'nothing' });
		expect(orders).toEqual([]);
	});
});
