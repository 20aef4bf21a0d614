import { createHmac } from 'node:crypto';
import type { StoredAttachment } from './loopback-message.ts';
import type { Guild, StoredFile, World } from './world.ts';

/** What Discord takes in one file in a server that nobody boosts. */
const USUAL_LIMIT = 10 * 1024 * 1024;
/** How long the address of a file holds. */
const ADDRESS_LIFE_MS = 24 * 60 * 60_000;

/** A file on its way into the store. */
export interface NewFile {
	name: string;
	bytes: Uint8Array;
	/** Guessed from the name if not given. */
	contentType?: string | undefined;
	description?: string | undefined;
	/** True for what only one person sees: a private message's file, or the file of an option. */
	isEphemeral: boolean;
}

/** How large one file may be here, in bytes; a boosted server takes more. */
export function fileLimit(guild: Guild | undefined): number {
	return guild?.maxFileBytes ?? USUAL_LIMIT;
}

/** Keeps the file under a signed address, and describes it as Discord does. */
export function storeFile(world: World, channelId: string, file: NewFile): StoredAttachment {
	const id = world.newId();
	const { filename, title } = plainName(file.name);
	const path = `/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
	const contentType = file.contentType ?? guessContentType(file.name);
	world.files.set(path, { bytes: file.bytes, contentType });
	const url = (world.filesOrigin ?? world.origin) + signed(world, path);
	return {
		id,
		filename,
		...(title !== undefined && { title }),
		size: file.bytes.byteLength,
		url,
		proxy_url: url,
		content_type: contentType,
		...(file.description !== undefined && { description: file.description }),
		...(file.isEphemeral && { ephemeral: true as const }),
	};
}

/** The file at this address, unless the address is unsigned, tampered with, or older than a day. */
export function findFile(world: World, { pathname, searchParams }: URL): StoredFile | undefined {
	const expires = searchParams.get('ex') ?? '';
	const holds = Number.parseInt(expires, 16) * 1000 > world.clock.now();
	if (!holds || searchParams.get('hm') !== signature(world, pathname, expires)) return undefined;
	return world.files.get(pathname);
}

/** Takes the files away for good, as Discord does with those of a deleted message. */
export function forgetFiles(world: World, attachments: readonly StoredAttachment[]): void {
	for (const { url } of attachments) world.files.delete(new URL(url).pathname);
}

function signed(world: World, path: string): string {
	const seconds = (ms: number) => Math.floor(ms / 1000).toString(16);
	const expires = seconds(world.clock.now() + ADDRESS_LIFE_MS);
	return `${path}?ex=${expires}&is=${seconds(world.clock.now())}&hm=${signature(world, path, expires)}&`;
}

function signature(world: World, path: string, expires: string): string {
	return createHmac('sha256', world.token).update(`${path} ${expires}`).digest('hex');
}

/** Discord keeps plain letters alone in a file's name; what the name was before stands in the title, without its ending. */
export function plainName(name: string): { filename: string; title?: string } {
	const ascii = name.normalize('NFKD').replaceAll(/\s/g, '_');
	const plain = ascii.replaceAll(/[^\w.-]/g, '').replace(/^\.+/, '');
	const filename = /^[^.]/.test(plain) ? plain : `unknown${/\.\w+$/.exec(ascii)?.[0] ?? ''}`;
	return filename === name ? { filename } : { filename, title: name.replace(/\.[^.]*$/, '') };
}

/** Discord goes by the name when nothing says what a file is, and shows it accordingly. */
export function guessContentType(name: string): string {
	return contentTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

const contentTypes: Record<string, string> = {
	aac: 'audio/aac',
	csv: 'text/csv; charset=utf-8',
	flac: 'audio/flac',
	gif: 'image/gif',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	json: 'application/json; charset=utf-8',
	log: 'text/plain; charset=utf-8',
	m3u: 'audio/x-mpegurl',
	m4a: 'audio/mp4',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg',
	opus: 'audio/ogg',
	pls: 'audio/x-scpls',
	png: 'image/png',
	txt: 'text/plain; charset=utf-8',
	wav: 'audio/x-wav',
	webp: 'image/webp',
	zip: 'application/zip',
};
