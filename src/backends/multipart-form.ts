import { randomBytes } from 'node:crypto';
import type { StreamedBody } from '#src/backends/exchange.ts';

/** A `multipart/form-data` body, made while it is sent. */
export interface EncodedForm extends StreamedBody {
	contentType: string;
}

export interface FormFile {
	/** Of the form's field. */
	field: string;
	name: string;
	/** Bytes that `content` gives. */
	size: number;
	content: AsyncIterable<Uint8Array>;
}

/** A form of some texts and, at its end, one file. */
export function encodeForm(texts: Readonly<Record<string, string>>, file: FormFile): EncodedForm {
	const boundary = `airdeck-${randomBytes(18).toString('hex')}`;
	const parts = Object.entries(texts).map(
		([name, value]) =>
			`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
	);
	const start = Buffer.from(
		`${parts.join('')}--${boundary}\r\n` +
			`content-disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.name)}"\r\n` +
			'content-type: application/octet-stream\r\n\r\n',
	);
	const end = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		length: start.length + file.size + end.length,
		content: joined(start, file.content, end),
	};
}

async function* joined(start: Uint8Array, content: AsyncIterable<Uint8Array>, end: Uint8Array) {
	yield start;
	yield* content;
	yield end;
}

/** As browsers write it: UTF-8, with what would end the quotes or the line encoded. */
function quoted(name: string): string {
	return name.toWellFormed().replaceAll(/["\r\n]/g, encodeURIComponent);
}
