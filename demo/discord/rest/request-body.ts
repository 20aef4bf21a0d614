import type { IncomingMessage } from 'node:http';
import { guessContentType } from '../files.ts';
import { invalidJson, tooLarge } from './discord-error.ts';
import type { UploadedFile } from './uploads.ts';

const MAX_REQUEST_BYTES = 120 * 1024 * 1024;

export interface RequestBody {
	body: unknown;
	files: UploadedFile[];
}

/** Reads JSON, or a multipart form with `files[n]` and `payload_json`. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		// Without an encoding set, a request's chunks are bytes.
		if (!Buffer.isBuffer(chunk)) throw invalidJson();
		size += chunk.byteLength;
		if (size > MAX_REQUEST_BYTES) throw tooLarge();
		chunks.push(chunk);
	}
	const bytes = Buffer.concat(chunks);
	const type = request.headers['content-type'] ?? '';
	if (bytes.byteLength === 0) return { body: undefined, files: [] };
	if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
	return { body: parseJson(bytes.toString()), files: [] };
}

async function readForm(bytes: Buffer, type: string): Promise<RequestBody> {
	const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
	const files: UploadedFile[] = [];
	let body: unknown;
	for (const [name, part] of form) {
		if (typeof part === 'string') {
			if (name === 'payload_json') body = parseJson(part);
			continue;
		}
		files.push({
			field: /^files\[(\d+)\]$/.exec(name)?.[1] ?? name,
			name: part.name,
			contentType: isUnspecific(part.type) ? guessContentType(part.name) : part.type,
			bytes: new Uint8Array(await part.arrayBuffer()),
		});
	}
	return { body, files };
}

const isUnspecific = (type: string) => type === '' || type === 'application/octet-stream';

function parseJson(words: string): unknown {
	try {
		const parsed: unknown = JSON.parse(words);
		return parsed;
	} catch {
		throw invalidJson();
	}
}
