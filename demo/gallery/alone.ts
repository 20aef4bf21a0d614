import type { SimulatedStation } from '../azuracast/simulated-station.ts';
import type { LoopbackEvent, LoopbackMessage } from '../discord/loopback-discord.ts';
import { addServer } from '../playground-world.ts';
import type { Tour } from './tour.ts';

const section = 'alone';
/** Entries of the audit are lines that all look alike. */
const mostOfAChannel = 20;

/** Listens to what the bot writes by itself in the channels of one server. */
export class OwnWords {
	readonly #tour: Tour;
	readonly #latest = new Map<string, LoopbackMessage>();
	readonly stop: () => void;

	constructor(tour: Tour) {
		this.#tour = tour;
		this.stop = tour.stage.discord.onEvent((event) => this.#hear(event));
	}

	#hear(event: LoopbackEvent): void {
		if (event.kind !== 'message-created' && event.kind !== 'message-updated') return;
		const { message } = event;
		const isOwn = message.interaction_metadata === undefined && message.ephemeralFor === undefined;
		const { guild } = this.#tour.server;
		if (isOwn && guild.channels.some(({ id }) => id === message.channel_id)) {
			this.#latest.set(message.id, structuredClone(message));
		}
	}

	/** Keeps the messages as they stand now. */
	keep(channel?: string): void {
		const { guild } = this.#tour.server;
		const perChannel = Map.groupBy(this.#latest.values(), ({ channel_id: id }) => id);
		for (const [id, messages] of perChannel) {
			const name = guild.channels.find((one) => one.id === id)?.name ?? '';
			if (channel !== undefined && !name.startsWith(channel)) continue;
			for (const message of messages.slice(-mostOfAChannel)) this.keepMessage(message, name);
		}
	}

	keepMessage(message: LoopbackMessage, channel: string): void {
		const { album, stage } = this.#tour;
		const at = stage.clock.now();
		album.add({ section, command: '', steps: [`#${channel}`], level: 'listener', viewerId: '', at }, [
			{ kind: 'message', message },
		]);
	}
}

/** Makes happen what the bot tells by itself. */
export async function showAlone(tour: Tour, own: OwnWords): Promise<void> {
	const { stage, server, data } = tour;
	const station = server.radio.station('lanternlight');
	tour.repair();
	const next = async (ms: number) => {
		await stage.pass(ms);
		own.keep('now-playing');
	};
	station.skip();
	await next(12_000);
	await withDjs(
		station,
		next,
		data === 'ordinary' ? 'Ferro & Lys - Night Ferry' : 'لحن الليل - **Live** @everyone 🎙️',
	);
	station.backendRunning = false;
	await next(60_000);
	station.backendRunning = true;
	await next(60_000);
	if (data === 'ordinary') await welcome(tour, own);
	own.keep();
}

async function withDjs(station: SimulatedStation, next: (ms: number) => Promise<void>, title: string) {
	const [first, second] = station.streamers;
	station.goLive(first?.displayName ?? 'A DJ', title);
	await next(20_000);
	station.goLive(second?.displayName ?? 'Another DJ', title);
	await next(30_000);
	station.endLive();
	await next(40_000);
}

/** The bot is invited somewhere. */
async function welcome({ stage, server }: Tour, own: OwnWords): Promise<void> {
	const { discord } = stage;
	const guild = addServer(discord, 'New here', { general: 'Everything' });
	discord.setLocale(guild.id, server.guild.locale);
	await stage.pass(6_000);
	const general = guild.channelId('general');
	for (const message of discord.messages(general)) own.keepMessage(structuredClone(message), 'general');
	discord.removeGuild(guild.id);
}
