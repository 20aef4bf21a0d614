import { uploaded } from '../wire.ts';
import { read } from './api.ts';

/** How a command or form names a file that was sent before it. */
export interface Upload {
	upload: string;
}

/** Sends one file ahead of the command or form it belongs to. Throws a sentence when it is refused. */
export async function sendFile(file: File, as: string): Promise<Upload> {
	const query = new URLSearchParams({ as, name: file.name, type: file.type });
	const response = await fetch(`/api/upload?${query}`, {
		method: 'POST',
		headers: { 'content-type': 'application/octet-stream' },
		body: file,
	});
	return read(response, uploaded);
}

/** Sends the files of a form and puts their names in their places. */
export async function sendFiles<Plain>(
	values: Record<string, Plain | File[]>,
	as: string,
): Promise<Record<string, Plain | Upload[]>> {
	const sent: Record<string, Plain | Upload[]> = {};
	for (const [name, value] of Object.entries(values)) {
		if (!isFiles(value)) sent[name] = value;
		else sent[name] = await Promise.all(value.map((file) => sendFile(file, as)));
	}
	return sent;
}

function isFiles<Plain>(value: Plain | File[]): value is File[] {
	return Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof File);
}
