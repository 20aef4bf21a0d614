import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import { createIcecastBackend } from '#src/backends/icecast/backend.ts';
import { createIcecastSystem } from '#src/backends/icecast/radio-system.ts';
import { StationsNotListed } from '#src/backends/radio-system.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { anyDocument, spoil, spoilings, textOf } from './spoiling.ts';

const source = {
	listenurl: 'http://localhost:8000/live.mp3',
	server_name: 'Harbour Radio',
	server_description: 'By the sea',
	server_url: 'https://harbour.example',
	server_type: 'audio/mpeg',
	artist: 'Mara',
	title: 'Harbour',
	listeners: 12,
	bitrate: 128,
};
const status = {
	icestats: {
		server_id: 'Icecast 2.4.4',
		source: [source, { ...source, listenurl: 'http://localhost:8000/low.mp3' }],
	},
};
const stats = {
	id: 1,
	currentlisteners: 12,
	streamstatus: 1,
	servertitle: 'Harbour Radio',
	songtitle: 'Mara - Harbour',
	bitrate: '128',
	content: 'audio/mpeg',
	version: '2.6.1.777',
};
const played = [
	{ playedat: 1_795_374_820, title: 'Mara - Harbour' },
	{ playedat: 1_795_374_620, title: 'Mara - Lantern' },
];
const seven = '<html><body>12,1,20,100,12,128,Mara - Harbour, Live</body></html>';

/** Bytes of a page: spoiled, cut, of another page, or of nothing. */
const pageOf = (document: unknown) => {
	const good = typeof document === 'string' ? document : JSON.stringify(document);
	return fc.oneof(
		{ weight: 1, arbitrary: fc.constant(good) },
		{ weight: 5, arbitrary: spoilings.map((spoiling) => textOf(spoil(document, spoiling))) },
		{ weight: 2, arbitrary: anyDocument.map(textOf) },
		{ weight: 2, arbitrary: fc.nat({ max: good.length }).map((length) => good.slice(0, length)) },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
	);
};
const worlds = fc.record({
	'/status-json.xsl': fc.option(pageOf(status), { nil: undefined }),
	'/stats': fc.option(pageOf(stats), { nil: undefined }),
	'/statistics': fc.option(pageOf({ version: '2.6', streams: [stats] }), { nil: undefined }),
	'/played': fc.option(pageOf(played), { nil: undefined }),
	'/7.html': fc.option(pageOf(seven), { nil: undefined }),
	mount: fc.constantFrom('/live.mp3', '/stream/1/', '/;', '/%', '/stream/999999999/', '/low.mp3'),
});
type World = typeof worlds extends fc.Arbitrary<infer Value> ? Value : never;

/** Asks servers whose pages hold anything, each so many times. */
export function describeIcecast(runs: number): void {
	describe('an Icecast or SHOUTcast', () => {
		let server: Server;
		let connections: ServerConnections;
		let world: World | undefined;
		const clock = new ManualClock();
		beforeAll(async () => {
			server = createServer((request, response) => {
				const page = new URL(request.url ?? '/', 'http://localhost').pathname;
				const body = Object.entries(world ?? {}).find(([name]) => name === page)?.[1];
				response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' });
				response.end(body);
			});
			server.listen(0, '127.0.0.1');
			await once(server, 'listening');
			connections = new ServerConnections({ userAgent: 'Airdeck/test', clock });
		});
		afterAll(async () => {
			await connections.close();
			server.close();
		});

		/** A result whose numbers are some, or a problem. */
		async function tame(work: () => Promise<unknown>): Promise<void> {
			try {
				for (const number of numbersIn(await work()))
					expect(Number.isSafeInteger(number), String(number)).toBe(true);
			} catch (error) {
				if (error instanceof StationsNotListed) return;
				if (!(error instanceof BackendError)) throw error;
				expect(error.problem.kind).toMatch(/^[a-z-]+$/);
			}
		}

		test('is read, or is a problem, whatever its pages hold', { timeout: 300_000 }, async () => {
			const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			const system = createIcecastSystem({ connections, clock });
			await fc.assert(
				fc.asyncProperty(worlds, async (next) => {
					world = next;
					const repeat = { initialDelayMs: 0, attempts: 0 };
					const backend = createIcecastBackend({
						url,
						station: next.mount,
						keys: {},
						connections,
						clock,
						repeat,
					});
					await tame(() => backend.onAir.read());
					await clock.advance(60_000);
					await tame(() => backend.onAir.read());
					await tame(() => system.stations(url, {}));
				}),
				{ numRuns: runs, endOnFailure: true },
			);
		});
	});
}

function numbersIn(value: unknown): number[] {
	if (typeof value === 'number') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap((inner) => numbersIn(inner));
}
