import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { connectFrame, type Publication, publicationFrame } from '#demo/azuracast/push-frames.ts';
import { type BenchStation, radioDocument, titleOf } from './radio-document.ts';

/** AzuraCast tells of each station about this often, also when its song has not changed. */
const refreshEveryMs = 15_000;
const pingEveryMs = 25_000;
const form = '0.20.1';
const startedBefore = 6;

const asked = z.object({ subs: z.record(z.string(), z.unknown()) });

/** A radio server that can do nothing but tell what is on, and so is light enough for there to be many of it. */
export interface LightRadio {
	readonly url: string;
	readonly shortNames: readonly string[];
	/** The paths asked for over HTTP, without the connections of the push and what is in {@link libraryCalls}. */
	readonly calls: readonly string[];
	/** How often a station's songs were asked for, which the bot does now and then, whatever is on. There are none here. */
	readonly libraryCalls: number;
	/** How often a station was told of over the push, for each connection that heard it. */
	readonly told: number;
	/** The stations that somebody listens to over the push. */
	followed(): number;
	/** Begins the next song and pushes it; gives its title, which no other song has. */
	changeSong(shortName: string): string;
	/** Cuts every connection of the push; whoever listens comes back by themselves. */
	cut(): void;
	close(): Promise<void>;
}

/** Listens on 127.0.0.1 with stations of these short names, and speaks the push of AzuraCast 0.20.1 and later. */
export async function startLightRadio(shortNames: readonly string[]): Promise<LightRadio> {
	const startedAt = Math.floor(Date.now() / 1000);
	const stations = new Map(
		shortNames.map((shortName, index): [string, BenchStation] => [
			shortName,
			{
				id: index + 1,
				shortName,
				name: `Station ${shortName}`,
				listeners: 10 + index,
				plays: Array.from({ length: startedBefore }, (_, ago) => ({
					number: startedBefore - ago,
					startedAt: startedAt - 180 * ago,
				})),
			},
		]),
	);
	const calls: string[] = [];
	const listeners = new Map<ServerResponse, ReadonlySet<string>>();
	const offsets = new Map<string, number>();
	let url = '';
	let told = 0;
	let libraryCalls = 0;

	const find = (shortName: string) => {
		const station = stations.get(shortName);
		if (station === undefined) throw new Error(`There is no station ${shortName}`);
		return station;
	};
	const write = (response: ServerResponse, frame: unknown) =>
		response.write(`data: ${JSON.stringify(frame)}\n\n`);
	const publish = (station: BenchStation, triggers: string[]) => {
		const channel = `station:${station.shortName}`;
		const offset = (offsets.get(channel) ?? 0) + 1;
		offsets.set(channel, offset);
		const at = Date.now();
		const np = radioDocument(url, station);
		const publication: Publication = { channel, offset, at, np, triggers, time: Math.floor(at / 1000) };
		for (const [response, channels] of listeners) {
			if (!channels.has(channel)) continue;
			write(response, publicationFrame(form, publication));
			told += 1;
		}
	};
	const server = createServer((request: IncomingMessage, response: ServerResponse) => {
		const target = new URL(request.url ?? '/', url);
		if (target.pathname === '/api/live/nowplaying/sse') {
			const { subs } = asked.parse(JSON.parse(target.searchParams.get('cf_connect') ?? ''));
			const channels = Object.keys(subs);
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			write(response, connectFrame(form, channels, [], 'xKpQ', Math.floor(Date.now() / 1000)));
			listeners.set(response, new Set(channels));
			response.once('close', () => listeners.delete(response));
			return;
		}
		if (/^\/api\/station\/\w+\/requests$/.test(target.pathname)) {
			libraryCalls += 1;
			response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
			return;
		}
		calls.push(target.pathname);
		const station = stations.get(/^\/api\/nowplaying\/(\w+)$/.exec(target.pathname)?.[1] ?? '');
		const body =
			station === undefined
				? { code: 404, type: 'NotFoundException', message: 'Record not found', success: false }
				: radioDocument(url, station);
		response.writeHead(station === undefined ? 404 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The radio server has no port');
	url = `http://127.0.0.1:${address.port}`;

	let turn = 0;
	const refresh = () => {
		const station = find(shortNames[turn % shortNames.length] ?? '');
		turn += 1;
		station.listeners += turn % 3 === 0 ? -1 : 1;
		publish(station, ['listener_gained']);
	};
	const distanceMs = refreshEveryMs / shortNames.length;
	const timers: NodeJS.Timeout[] = [];
	// Servers keep no time with each other.
	const begin = setTimeout(() => timers.push(setInterval(refresh, distanceMs)), Math.random() * distanceMs);
	const ping = setInterval(() => {
		for (const response of listeners.keys()) write(response, {});
	}, pingEveryMs);
	timers.push(begin, ping);

	return {
		url,
		shortNames,
		calls,
		get libraryCalls() {
			return libraryCalls;
		},
		get told() {
			return told;
		},
		followed: () => new Set([...listeners.values()].flatMap((channels) => [...channels])).size,
		changeSong: (shortName) => {
			const station = find(shortName);
			const number = (station.plays[0]?.number ?? 0) + 1;
			const startedNow = { number, startedAt: Math.floor(Date.now() / 1000) };
			station.plays = [startedNow, ...station.plays].slice(0, startedBefore);
			publish(station, ['song_changed']);
			return titleOf(station, number);
		},
		cut: () => {
			for (const response of listeners.keys()) response.destroy();
		},
		close: () => {
			for (const timer of timers) clearInterval(timer);
			server.closeAllConnections();
			return new Promise((resolve, reject) => {
				server.close((error) => (error === undefined ? resolve() : reject(error)));
			});
		},
	};
}
