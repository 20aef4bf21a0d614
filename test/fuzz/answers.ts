import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAnswer as decodeAutoPod } from '#src/backends/autopod/decode-answer.ts';
import { endpointsByName as autopod } from '#src/backends/autopod/endpoints.ts';
import { Address } from '#src/backends/azuracast/address.ts';
import { decodeAnswer as decodeAzuraCast } from '#src/backends/azuracast/decode-answer.ts';
import { endpoints as azuracast } from '#src/backends/azuracast/endpoints.ts';
import { readFrame } from '#src/backends/azuracast/live/frames.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';
import { plainText } from '#src/backends/icecast/entities.ts';
import { parseLooseJson } from '#src/backends/icecast/loose-json.ts';
import { readHead } from '#src/backends/icecast/stream-head.ts';
import { decodeAnswer as decodePanel } from '#src/backends/streaming-center/decode-answer.ts';
import { endpointsByName as panel } from '#src/backends/streaming-center/endpoints.ts';
import { bodyOf, readRecording, recordingNames } from '../src/backends/azuracast/recordings.ts';
import { anyDocument, spoil, spoilings, textOf } from './spoiling.ts';

const host = 'radio.example';
const sent = { key: 'station', tail: '3f9c' } as const;

type Decode = (answer: Answer) => unknown;
/** Every row of every table: a new one is tried without being named here. */
const rows: [string, Decode][] = [
	...Object.entries(azuracast).map(([name, endpoint]): [string, Decode] => [
		`azuracast ${name}`,
		(answer) => decodeAzuraCast<unknown>(answer, endpoint, { name, endpoint, sent, now: 0 }, host),
	]),
	...Object.entries(panel).map(([name, endpoint]): [string, Decode] => [
		`streaming-center ${name}`,
		(answer) => decodePanel<unknown>(answer, endpoint, { endpoint, sent, now: 0 }, host),
	]),
	...Object.entries(autopod).map(([name, endpoint]): [string, Decode] => [
		`autopod ${name}`,
		(answer) => decodeAutoPod<unknown>(answer, endpoint, { sent, now: 0 }, host),
	]),
];

/** Real documents, whichever row they belong to: each is a stranger to all others. */
const recorded = recordingNames.flatMap((name) => {
	const recording = readRecording(name);
	const body = bodyOf(recording);
	return recording.response.body_kind === 'json' && body.length < 100_000
		? [JSON.parse(body.toString()) as unknown]
		: [];
});

const bodies = fc.oneof(
	{ weight: 3, arbitrary: anyDocument.map((document) => Buffer.from(textOf(document))) },
	{
		weight: 5,
		arbitrary: fc
			.tuple(fc.constantFrom(...recorded), spoilings)
			.map(([document, spoiling]) => Buffer.from(textOf(spoil(document, spoiling)))),
	},
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
	{ weight: 1, arbitrary: fc.constant(Buffer.from('<!doctype html><title>502 Bad Gateway</title>')) },
	{ weight: 1, arbitrary: fc.constant(Buffer.from(`${'['.repeat(20_000)}`)) },
);
const answers: fc.Arbitrary<Answer> = fc.record({
	status: fc.oneof(
		fc.constantFrom(200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503),
		fc.integer({ min: 200, max: 599 }),
	),
	contentType: fc.constantFrom('application/json', 'application/json', 'application/json', 'text/html', ''),
	location: fc.constantFrom(undefined, '/login', 'https://elsewhere.example/', 'http://['),
	retryAfter: fc.constantFrom(undefined, '5', '-1', '1e9', 'Wed, 21 Oct 2026 07:28:00 GMT', 'soon'),
	body: bodies,
});

/** What came of it: never anything but a result or a BackendError, which holds nothing that it could not hold. */
function tame(decode: () => unknown): void {
	try {
		decode();
	} catch (error) {
		if (!(error instanceof BackendError)) throw error;
		expect(error.problem.kind).toMatch(/^[a-z-]+$/);
		if (error.problem.kind === 'unexpected-answer') expect(error.problem.detail.length).toBeLessThan(200);
		if (error.problem.kind === 'rate-limited') expect(Number.isFinite(error.problem.until)).toBe(true);
	}
}

/** Tries every row with so many answers, and what comes without being asked for with ten times as many. */
export function describeAnswers(runs: number): void {
	describe.each(rows)('%s', (_, decode) => {
		test('makes a result or a problem of any answer', () => {
			fc.assert(
				fc.property(answers, (answer) => tame(() => decode(answer))),
				{ numRuns: runs },
			);
		});
	});

	describe('what comes without being asked for', () => {
		const address = new Address('https://radio.example');
		const frames = fc.oneof(
			fc.string(),
			anyDocument.map((document) => textOf(document)),
			fc
				.tuple(anyDocument, anyDocument)
				.map(([np, more]) => JSON.stringify({ channel: 'station:x', pub: { data: { np }, offset: more } })),
			anyDocument.map((subs) => JSON.stringify({ connect: { subs, data: [subs] } })),
		);

		test('any frame of the push is read, or is garbage', () => {
			fc.assert(
				fc.property(frames, (text) => {
					expect(readFrame(text, address).publications.length).toBeLessThan(10_000);
				}),
				{ numRuns: runs * 10 },
			);
		});

		test('any page, head or title of an Icecast is read, or is none', () => {
			fc.assert(
				fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), fc.uint8Array(), (text, bytes) => {
					expect(typeof plainText(text)).toBe('string');
					readHead(Buffer.from(bytes));
					try {
						parseLooseJson(text);
					} catch (error) {
						expect(error).toBeInstanceOf(SyntaxError);
					}
				}),
				{ numRuns: runs * 10 },
			);
		});
	});
}
