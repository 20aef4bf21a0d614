import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stages } from './dockerfile.ts';

const image = stages().at(-1) ?? [];
const all = (name: string) => image.filter((one) => one.name === name).map(({ text }) => text);
const node = '/nodejs/bin/node';
/** `["program", "argument"]`, which needs no shell. */
const exec = z.tuple([z.literal(node)], z.string());
const parsed = (text: string) => exec.parse(JSON.parse(text));
const [, check = ''] = /^.*? CMD (.*)$/.exec(all('HEALTHCHECK')[0] ?? '') ?? [];

describe('the image', () => {
	test('has no shell, and runs nothing that would need one', () => {
		expect(all('FROM')).toEqual(['gcr.io/distroless/nodejs24-debian12:nonroot']);
		expect(all('RUN').length).toBeGreaterThan(0);
		for (const text of all('RUN')) expect(() => parsed(text)).not.toThrow();
		expect(() => parsed(check)).not.toThrow();
	});

	test('starts Node itself, which signals therefore reach', () => {
		expect(all('ENTRYPOINT').map((text) => parsed(text))).toEqual([[node]]);
		expect(all('CMD')).toEqual(['["src/main.ts"]']);
	});

	test('ends up with a user that has no rights, whose the data folder is', () => {
		const users = all('USER');
		const [uid] = users.at(-1)?.split(':') ?? [];
		expect(Number(uid)).toBeGreaterThan(0);
		expect(all('VOLUME')).toEqual(['/data']);
		const made = all('RUN').map((text) => parsed(text).join(' '));
		expect(made.filter((text) => text.includes(`chownSync('/data', ${uid}, ${uid})`))).toHaveLength(1);
		// A folder that is made by the image's own user would be theirs, with the bot in it.
		expect(image.findIndex(({ name }) => name === 'USER')).toBeLessThan(
			image.findIndex(({ name }) => name === 'WORKDIR'),
		);
		expect(users[0]).toBe('0');
		// Nothing is copied or made after that, which would be root's all the same, and none of it is the user's own.
		const last = image.findLastIndex(({ name }) => name === 'USER');
		expect(image.slice(last).filter(({ name }) => ['RUN', 'COPY', 'ADD'].includes(name))).toEqual([]);
		expect(all('COPY').filter((text) => text.includes('--chown'))).toEqual([]);
	});

	test('takes in no file of stations, whose keys would be in it', () => {
		expect(all('COPY').filter((text) => text.includes('config'))).toEqual(['config/*.ts config/']);
		expect(all('ADD')).toEqual([]);
	});
});

describe('its health check', () => {
	let status: number;
	let asked: string[];
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		if (status !== 0) response.writeHead(status).end();
	});
	beforeEach(async () => {
		asked = [];
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	const port = () => String((server.address() as AddressInfo).port);
	/** Its exit code, as Docker would see it. */
	const run = (HTTP_PORT: string) =>
		new Promise<number>((resolve) => {
			const [, ...args] = parsed(check);
			execFile(process.execPath, args, { env: { HTTP_PORT } }, (error) => resolve(Number(error?.code ?? 0)));
		});

	test.each([
		[200, 0],
		[503, 1],
	])('of a bot that answers %i is %i', async (answer, code) => {
		status = answer;
		expect(await run(port())).toBe(code);
		expect(asked).toEqual(['/healthz']);
	});

	test('fails where nobody listens, or answers', async () => {
		status = 0;
		expect(await run(port())).toBe(1);
		server.closeAllConnections();
		expect(await run('1')).toBe(1);
	});

	test('asks nobody where the page is turned off', async () => {
		expect(await run('0')).toBe(0);
		expect(asked).toEqual([]);
	});
});
