import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const sources = ['src', 'commands'].flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(folder, file))
		.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
);
const filesWith = (pattern: RegExp) =>
	sources
		.filter(({ text }) => pattern.test(text))
		.map(({ file }) => file)
		.toSorted();

test('answers to interactions leave by one file, and suggestions by another', () => {
	expect(filesWith(/\.(?:reply|editReply|deleteReply|followUp|deferReply|deferUpdate|showModal)\(/)).toEqual([
		'src/discord/answering.ts',
	]);
	expect(filesWith(/interaction\.(?:respond|update)\(/)).toEqual(['src/discord/suggestions.ts']);
});

test('messages in channels are made in one file', () => {
	expect(filesWith(/Routes\.(?:channelMessages?|userChannels|channelPin)\b/)).toEqual([
		'src/discord/channel-api.ts',
	]);
	expect(filesWith(/\b(?:channel|message|user|member|webhook)\.(?:send|edit|delete|pin|react)\(/)).toEqual(
		[],
	);
});

test('every client of Discord’s calls stands behind the gate', () => {
	// `npm run doctor` is a process of its own that only reads.
	expect(filesWith(/new REST\(/)).toEqual(['src/discord/channel-api.ts', 'src/doctor.ts']);
	// What it takes over from the client's options is the way through the gate.
	expect(filesWith(/new REST\(\{\s*\.\.\.(?:this\.#)?client\.options\.rest,/)).toEqual([
		'src/discord/channel-api.ts',
	]);
	expect(filesWith(/new Client\(\{\s*intents/)).toEqual(['src/discord/client.ts']);
	expect(filesWith(/DefaultRestOptions\.makeRequest/)).toEqual([
		'src/discord/client.ts',
		'src/discord/rest-gate.ts',
	]);
	const assembled = readFileSync(path.join(root, 'src/assemble-gateway.ts'), 'utf8');
	expect(assembled).toContain('makeRequest: repeatCalls(gate.once, clock)');
	expect(filesWith(/new ChannelApi\((?!client, parts\.callOnce\))/)).toEqual([]);
});
