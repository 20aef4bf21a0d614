import { fileLimit, forgetFiles, storeFile } from '../files.ts';
import type { Actor } from '../interaction.ts';
import type { World } from '../world.ts';
import type { Resolved } from './resolved.ts';

/** A playground that is left open must not keep every song that was ever sent; a form takes ten files at once. */
const LEAST_KEPT = 10;
const MOST_KEPT_BYTES = 100 * 1024 * 1024;

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
	forgetOldFiles(world);
	into.attachments = { ...into.attachments, [stored.id]: stored };
	return stored.id;
}

function forgetOldFiles(world: World): void {
	const { handedIn } = world;
	let kept = handedIn.reduce((sum, { size }) => sum + size, 0);
	while (handedIn.length > LEAST_KEPT && kept > MOST_KEPT_BYTES) {
		const oldest = handedIn.splice(0, 1);
		kept -= oldest[0]?.size ?? 0;
		forgetFiles(world, oldest);
	}
}
