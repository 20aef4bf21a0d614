import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { pictures } from '#demo/discord/read-message.ts';

export interface SeenPicture {
	alt: string;
	/** As Discord stores it. */
	file: string;
	width: number;
	height: number;
	bytes: number;
}

/** The pictures of a message as Discord serves them; throws if one of them is no PNG. */
export async function seenPictures(message: LoopbackMessage): Promise<SeenPicture[]> {
	return Promise.all(
		pictures(message).map(async ({ url, alt }) => {
			const response = await fetch(url);
			const png = Buffer.from(await response.arrayBuffer());
			if (png.subarray(1, 4).toString() !== 'PNG') throw new Error(`${url} is no PNG`);
			const file = new URL(url).pathname.split('/').at(-1) ?? '';
			return { alt, file, width: png.readUInt32BE(16), height: png.readUInt32BE(20), bytes: png.length };
		}),
	);
}
