import { inflateRawSync } from 'node:zlib';

const directoryEntry = 0x02014b50;
const endOfDirectory = 0x06054b50;

/** The files of a zip by name, read from its directory as every program does; throws for what is no zip. */
export function unzip(bytes: Buffer): Map<string, string> {
	const end = bytes.length - 22;
	if (bytes.readUInt32LE(end) !== endOfDirectory) throw new Error('This is no zip without a comment');
	const files = new Map<string, string>();
	let at = bytes.readUInt32LE(end + 16);
	for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
		if (bytes.readUInt32LE(at) !== directoryEntry) throw new Error('The directory of the zip is damaged');
		const method = bytes.readUInt16LE(at + 10);
		const size = bytes.readUInt32LE(at + 20);
		const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
			bytes.readUInt16LE(at + offset),
		) as [number, number, number];
		const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
		const local = bytes.readUInt32LE(at + 42);
		const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		const packed = bytes.subarray(start, start + size);
		files.set(name, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
		at += 46 + nameLength + extraLength + commentLength;
	}
	return files;
}
