import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AttachedFiles, type OpenFile } from '#src/discord/attached-file.ts';

const content = Buffer.from('a song in so many bytes');

const answers: Record<string, (response: ServerResponse) => void> = {
	'/whole': (response) => response.end(content),
	'/gone': (response) => response.writeHead(404).end('This content is no longer available.'),
	'/torn': (response) => {
		response.writeHead(200, { 'content-length': content.length });
		response.write(content.subarray(0, 5), () => response.destroy());
	},
	'/chunked': (response) => {
		response.write(content.subarray(0, 5));
		response.end(content.subarray(5));
	},
	'/endless': (response) => {
		response.write(content);
		response.write(content);
		response.end();
	},
	'/short': (response) => {
		response.write(content.subarray(0, 5));
		response.end();
	},
	'/elsewhere': (response) => response.writeHead(302, { location: '/whole' }).end(),
};

let server: Server;
let origin: string;
let asked: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(request.url ?? '');
		answers[request.url ?? '']?.(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const open = (path: string, size = content.length) =>
	new AttachedFiles(`${origin}/api`).open(`${origin}${path}`, size);
async function read(file: Promise<OpenFile>): Promise<string> {
	const pieces: Uint8Array[] = [];
	for await (const piece of (await file).content) pieces.push(piece);
	return Buffer.concat(pieces).toString();
}

describe('a file that was sent along', () => {
	test.each(['/whole', '/chunked'])('comes as it is: %s', async (path) => {
		expect(await read(open(path))).toBe(content.toString());
	});

	test.each([
		['/gone', 'gone'],
		['/torn', 'torn'],
		['/short', 'torn'],
		['/endless', 'too-large'],
		['/elsewhere', 'torn'],
	])('%s is an error: %s', async (path, trouble) => {
		await expect(read(open(path))).rejects.toMatchObject({ name: 'AttachedFileError', trouble });
	});

	test('that is of another size than Discord said is not read', async () => {
		await expect(read(open('/whole', 5))).rejects.toMatchObject({ trouble: 'torn' });
	});

	test('can be closed in the middle, which is no error', async () => {
		const file = await open('/whole');
		for await (const _piece of file.content) break;
		file.close();
		expect(await read(open('/whole'))).toBe(content.toString());
	});

	test.each([
		'http://169.254.169.254/latest/meta-data',
		'https://cdn.discordapp.com.evil.example/a.mp3',
		'https://cdn.discordapp.com:8443/a.mp3',
		'http://cdn.discordapp.com/a.mp3',
		'file:///etc/passwd',
		'nothing',
	])('is never fetched from %s', async (address) => {
		asked = [];
		const real = new AttachedFiles('https://discord.com/api');
		await expect(real.open(address, 5)).rejects.toMatchObject({ trouble: 'foreign' });
		await expect(real.open(`${origin}/whole`, content.length)).rejects.toMatchObject({ trouble: 'foreign' });
		expect(asked).toEqual([]);
	});

	test('leaves no address in its error: whoever has it can read the file', async () => {
		const error: unknown = await read(open('/gone')).catch((reason: unknown) => reason);
		expect(String((error as Error).stack)).not.toContain('/gone');
	});
});
