import { ZipFile } from 'yazl';

export interface ZippedFile {
	/** Safe and unique, see file-names.ts. */
	name: string;
	content: string;
}

/**
 * Packs files into one zip as they come, each compressed and forgotten before the next is asked for. Undefined as soon as it
 * grows past `mostBytes`: then no more files are asked for. What `files` throws, this throws.
 */
export async function zip(
	files: AsyncIterable<ZippedFile>,
	{ mostBytes, at }: { mostBytes: number; at: number },
): Promise<Buffer | undefined> {
	const archive = new ZipFile();
	const chunks: Buffer[] = [];
	let size = 0;
	const ended = Promise.withResolvers<void>();
	archive.outputStream.on('data', (chunk: Buffer) => {
		size += chunk.length;
		// What is too large is not kept, but read on: a stream that nobody reads would never end.
		if (size <= mostBytes) chunks.push(chunk);
	});
	archive.outputStream.on('end', ended.resolve);
	archive.outputStream.on('error', ended.reject);
	archive.on('error', ended.reject);
	for await (const { name, content } of files) {
		archive.addBuffer(Buffer.from(content), name, { mtime: new Date(at) });
		if (size > mostBytes) break;
	}
	archive.end();
	await ended.promise;
	return size > mostBytes ? undefined : Buffer.concat(chunks, size);
}
