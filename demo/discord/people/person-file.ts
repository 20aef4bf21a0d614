import { fileLimit, forgetFiles, storeFile } from '../files.ts';
import type { Actor } from '../interaction.ts';
import type { World } from '../world.ts';
import type { Resolved } from './resolved.ts';

/** A playground that is left open must not keep every song that was ever sent. */
const MOST_KEPT = 50;

/** A file of somebody's own machine. */
export interface PersonFile {
	name: string;
	content: Uint8Array;
	/** By the ending of the name if not given. */
	contentType?: string;
}

/** Uploads a file as Discord's client does before it sends; gives back its id. Throws what the client says of one too large. */
export function uploadFile(world: World, by: Actor, file: PersonFile, into: Resolved): string {
	const limit = fileLimit(world.guild(by.guildId));
	if (file.content.byteLength > limit) {
		const most = Math.floor(limit / 1024 / 1024);
		throw new Error(`Your files are too powerful. Max file size: ${most} MB`);
	}
	const stored = storeFile(world, by.channelId, {
		name: file.name,
		bytes: file.content,
		contentType: file.contentType,
		isEphemeral: true,
	});
	world.handedIn.push(stored);
	if (world.handedIn.length > MOST_KEPT) forgetFiles(world, world.handedIn.splice(0, 1));
	into.attachments = { ...into.attachments, [stored.id]: stored };
	return stored.id;
}
