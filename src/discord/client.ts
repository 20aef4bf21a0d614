import {
	Client,
	DefaultRestOptions,
	GatewayIntentBits,
	type RESTOptions,
	type WebSocketOptions,
} from 'discord.js';
import { Secret } from '#config/secret.ts';
import type { Shards } from '#config/shards.ts';
import { fewCaches, lightenGuilds } from './caches.ts';

/** Interactions come without any intent; Guilds is there for channels and roles. Nothing privileged. */
const intents = [GatewayIntentBits.Guilds];

/**
 * The connection to Discord. Nothing it sends can mention anybody unless a message says so.
 */
export function createDiscordClient(options: {
	apiUrl: string;
	/** How calls are made; {@link sendWithoutSecrets} if left out. */
	makeRequest?: MakeRequest;
	/** As many as Discord recommends if left out. */
	shards?: Shards | undefined;
	/** Hooks into the connections to the gateway. */
	ws?: WebSocketOptions;
	/** The channels of a server could not be read anew. */
	onTrouble?: (error: unknown) => void;
}): Client {
	const client = new Client({
		intents,
		...(options.shards === undefined
			? { shards: 'auto' as const }
			: { shards: [...options.shards.own], shardCount: options.shards.count }),
		...(options.ws === undefined ? {} : { ws: options.ws }),
		allowedMentions: { parse: [], repliedUser: false },
		makeCache: fewCaches(),
		rest: {
			api: options.apiUrl,
			makeRequest: options.makeRequest ?? sendWithoutSecrets,
			// What may be repeated is repeated there: discord.js would also send a message again whose answer was lost.
			retries: 0,
			// Interactions are not bound to Discord's 50 a second, but discord.js counts their edits: at 50 a burst of answers
			// would trickle out. Everything else this bot sends is a handful of calls at the start.
			globalRequestsPerSecond: 500,
			// Each interaction has a queue of its own, which discord.js would keep for up to an hour: 1 kB for each.
			handlerSweepInterval: 60_000,
			// A pause of more than half a minute is an error to tell, not a promise to hang on.
			rejectOnRateLimit: (limit) => limit.retryAfter > 30_000,
		},
	});
	lightenGuilds(client, options.onTrouble ?? (() => undefined));
	return client;
}

type MakeRequest = RESTOptions['makeRequest'];

/** Everything that is told to Discord goes through here, and no secret that is held in this process goes along, wherever it came from. */
export const sendWithoutSecrets: MakeRequest = async (url, init) => {
	const { body } = init;
	if (typeof body === 'string')
		return DefaultRestOptions.makeRequest(url, { ...init, body: Secret.hide(body) });
	if (!(body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
	return sendFilesAsBytes(url, init, await withoutSecrets(body));
};

const textFile = /\.(?:txt|log|csv|json|jsonl|m3u8?|pls|md)$/i;

async function withoutSecrets(form: FormData): Promise<FormData> {
	const clean = new FormData();
	for (const [name, value] of form) {
		if (typeof value === 'string') clean.append(name, Secret.hide(value));
		else if (!textFile.test(value.name)) clean.append(name, value, value.name);
		else {
			// One letter for each byte, both ways: nothing else of the file changes, whatever it is written in.
			const text = Buffer.from(await value.arrayBuffer()).toString('latin1');
			const bytes = Buffer.from(Secret.hide(text), 'latin1');
			clean.append(name, new Blob([bytes], { type: value.type }), value.name);
		}
	}
	return clean;
}

/**
 * All copies of undici in a process share one dispatcher, and it depends on the order of imports whose it is. Not every one takes
 * the FormData of discord.js, so files go out as bytes.
 */
async function sendFilesAsBytes(url: string, init: Parameters<MakeRequest>[1], files: FormData) {
	const form = new Response(files);
	// discord.js gives the headers as a plain object.
	const headers = Object.assign({}, init.headers, { 'content-type': form.headers.get('content-type') ?? '' });
	const body = new Uint8Array(await form.arrayBuffer());
	return DefaultRestOptions.makeRequest(url, { ...init, headers, body });
}
