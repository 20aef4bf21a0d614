import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';

/** What is kept of a file that came in: its first and last bytes, for type and tags. The rest goes by. */
export interface ReceivedFile {
	/** As the sender wrote it, without folders. */
	name: string;
	/** Bytes. */
	size: number;
	/** At most {@link headBytes}. */
	head: Buffer;
	/** The last {@link tailBytes}. */
	tail: Buffer;
}

/** A form with its first file. */
export interface ReceivedForm {
	fields: Readonly<Record<string, string>>;
	file: ReceivedFile | null;
}

const headBytes = 512 * 1024;
/** The size of an ID3v1 tag. */
const tailBytes = 128;

/** Reads a `multipart/form-data` body as it comes. Throws if it breaks off. */
export async function receiveForm(request: IncomingMessage, contentType: string): Promise<ReceivedForm> {
	const fields: Record<string, string> = {};
	let file: ReceivedFile | null = null;
	const parser = new Busboy({ headers: { 'content-type': contentType } });
	parser.on('field', (name, value) => {
		fields[name] = value;
	});
	parser.on('file', (_, stream, name) => {
		const part = gather(name, stream);
		file ??= part;
	});
	await pipeline(request, parser);
	return { fields, file };
}

/** A file that lies in memory as a whole. */
export function receivedFile(name: string, content: Buffer): ReceivedFile {
	const head = content.subarray(0, headBytes);
	return { name, size: content.length, head, tail: content.subarray(-tailBytes) };
}

/** Chunks of one file, in their order, as one. */
export function joinedFile(name: string, chunks: readonly ReceivedFile[]): ReceivedFile {
	return {
		name,
		size: chunks.reduce((sum, { size }) => sum + size, 0),
		head: Buffer.concat(chunks.map(({ head }) => head)).subarray(0, headBytes),
		tail: Buffer.concat(chunks.map(({ tail }) => tail)).subarray(-tailBytes),
	};
}

function gather(name: string, stream: Readable): ReceivedFile {
	const file: ReceivedFile = { name, size: 0, head: Buffer.alloc(0), tail: Buffer.alloc(0) };
	stream.on('data', (chunk: Buffer) => {
		file.size += chunk.length;
		if (file.head.length < headBytes) {
			file.head = Buffer.concat([file.head, chunk.subarray(0, headBytes - file.head.length)]);
		}
		// A copy: a part of the chunk would keep all of it in memory.
		file.tail = Buffer.concat([file.tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes);
	});
	return file;
}
