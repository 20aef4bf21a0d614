import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { AddressGuard } from '#src/backends/address-guard.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import { builtIn, createBackend } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';

const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
const kinds = builtIn.map(({ declaration }) => declaration.kind);

/** Hears who comes, and answers everybody as `answer` says. */
async function listen(answer: (port: number) => { status: number; location?: string }) {
	const heard: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		heard.push(request);
		const { status, location } = answer((server.address() as AddressInfo).port);
		response.writeHead(status, location === undefined ? {} : { location }).end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return { heard, port: (server.address() as AddressInfo).port };
}

function backendAt(kind: string, url: string, guard?: AddressGuard) {
	const clock = new ManualClock();
	const open = new ServerConnections({ userAgent: 'Airdeck/0', clock });
	onTestFinished(() => open.close());
	const connections = guard === undefined ? open : open.guardedBy(guard);
	const takes = builtIn.find(({ declaration }) => declaration.kind === kind)?.declaration.keys.takes ?? [];
	const keys = Object.fromEntries(takes.map((name) => [name, new Secret(key)]));
	const station = kind === 'autopod' ? '' : kind === 'icecast' ? '/live' : '1';
	return createBackend(kind, { url, station, keys }, { connections, clock });
}

async function problemOf(work: Promise<unknown>) {
	const error = await work.then(
		() => undefined,
		(failure: unknown) => failure,
	);
	return error instanceof BackendError ? error.problem : error;
}

describe.each(kinds)('a station of %s', (kind) => {
	const spellings =
		'127.0.0.1 0x7f.1 2130706433 0177.0.0.1 127.1 [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] localhost'.split(
			' ',
		);

	test('whose address leads inside is refused with one sentence, whether something is there or not', async () => {
		const { heard, port } = await listen(() => ({ status: 200 }));
		const guard = new AddressGuard({ all: false, cidrs: [] });
		for (const host of spellings) {
			for (const at of [port, 9]) {
				const problem = await problemOf(backendAt(kind, `http://${host}:${at}`, guard).onAir.read());
				expect([host, problem]).toMatchObject([
					host,
					{ kind: expect.stringMatching(/^(?:address-barred|key-needs-https)$/) as string },
				]);
			}
		}
		expect(heard).toEqual([]);
	});

	test.each([301, 302, 303, 307, 308])(
		'is not followed elsewhere by a %i, and no key goes there',
		async (status) => {
			const elsewhere = await listen(() => ({ status: 200 }));
			const { heard } = await (async () => {
				const first = await listen(() => ({ status, location: `http://127.0.0.1:${elsewhere.port}/other` }));
				await problemOf(backendAt(kind, `http://127.0.0.1:${first.port}`).onAir.read());
				return first;
			})();
			expect(heard.length).toBeGreaterThan(0);
			expect(elsewhere.heard).toEqual([]);
		},
	);
});
