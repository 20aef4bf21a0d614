import { z } from 'zod';
import { act, list, read } from '../endpoint.ts';
import { stationRight } from '../permissions.ts';
import { listener } from '../schemas/listeners.ts';
import { historyRow, queueRow } from '../schemas/now-playing.ts';
import { bestAndWorst, listenersByClient, listenersOverTime } from '../schemas/reports.ts';
import { pendingRequest } from '../schemas/requests.ts';

const broadcasting = { permissions: [stationRight('manage station broadcasting')] };
const reports = { permissions: [stationRight('view station reports')] };
const both = { permissions: [...reports.permissions, ...broadcasting.permissions] };

/** What was and will be on the air, and who listened. */
export const queueEndpoints = {
	queue: list('station', '/station/{station}/queue', queueRow, broadcasting),
	removeFromQueue: act('station', 'DELETE', '/station/{station}/queue/{entry}', broadcasting),
	/** Spares what was already handed to the player. */
	clearQueue: act('station', 'POST', '/station/{station}/queue/clear', broadcasting),
	history: list('station', '/station/{station}/history', historyRow, reports),
	requests: list('station', '/station/{station}/reports/requests', pendingRequest, both),
	/** AzuraCast from 0.21 on says that it did and does not: only the list of requests tells. */
	removeRequest: act('station', 'DELETE', '/station/{station}/reports/requests/{request}', both),
	clearRequests: act('station', 'POST', '/station/{station}/reports/requests/clear', both),
	/** Never paged, so a crowd makes it large. */
	listeners: read('station', '/station/{station}/listeners', z.array(listener), {
		...reports,
		maxBytes: 16 * 1024 * 1024,
		deadlineMs: 20_000,
	}),
	listenersOverTime: read('station', '/station/{station}/reports/overview/charts', listenersOverTime, {
		...reports,
		deadlineMs: 30_000,
	}),
	bestAndWorst: read('station', '/station/{station}/reports/overview/best-and-worst', bestAndWorst, {
		...reports,
		deadlineMs: 30_000,
	}),
	listenersByClient: read('station', '/station/{station}/reports/overview/by-client', listenersByClient, {
		...reports,
		deadlineMs: 30_000,
	}),
};
