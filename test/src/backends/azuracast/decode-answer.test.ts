import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '#src/backends/azuracast/decode-answer.ts';
import type { Endpoint } from '#src/backends/azuracast/endpoint.ts';
import { endpoints } from '#src/backends/azuracast/endpoints.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import type { Answer } from '#src/backends/exchange.ts';
import { outsideTheTable, recordedProblems, tail } from './recorded-problems.ts';
import { bodyOf, type Recording, readRecording, recordingNames } from './recordings.ts';

const rows: [string, Endpoint][] = Object.entries(endpoints);

function rowsOf({ request }: Recording): [string, Endpoint][] {
	const [path = ''] = request.path.split('?');
	return rows.filter(([, endpoint]) => {
		const pattern = new RegExp(`^/api${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
		return endpoint.method === request.method && pattern.test(path);
	});
}

function decode(answer: Answer, name: string, endpoint: Endpoint, withKey: boolean): unknown {
	const key = endpoint.key === 'admin' ? ('admin' as const) : ('station' as const);
	const sent = withKey ? { key, tail } : null;
	try {
		return decodeAnswer(answer, endpoint, { name, endpoint, sent, now: 0 }, 'radio.test');
	} catch (error) {
		return error;
	}
}

function decodeRecording(recording: Recording): unknown {
	const { response, request } = recording;
	const [[name, endpoint] = ['', undefined], ...others] = rowsOf(recording);
	expect(others).toEqual([]);
	const answer = {
		status: response.status,
		contentType: response.content_type?.split(';')[0] ?? '',
		location: response.headers['location'],
		body: bodyOf(recording),
	};
	return decode(answer, name, endpoint!, request.key !== 'none');
}

function answerOf(status: number, body: string, contentType = 'application/json', location?: string): Answer {
	return { status, contentType, location, body: Buffer.from(body) };
}

describe('every recorded answer', () => {
	const known = recordingNames.filter((name) => rowsOf(readRecording(name)).length > 0);

	it('belongs to one row of the table, or is listed as outside of it', () => {
		expect(recordingNames.filter((name) => !known.includes(name))).toEqual(outsideTheTable);
	});

	it.each(known.filter((name) => !recordedProblems.has(name)))('%s fits the schema of its row', (name) => {
		const result = decodeRecording(readRecording(name));
		expect(result).not.toBeInstanceOf(Error);
		expect(result).toBeDefined();
	});

	it.each([...recordedProblems])('%s is told apart', (name, problem) => {
		const recording = readRecording(name);
		const error = decodeRecording(recording);
		expect(error).toBeInstanceOf(BackendError);
		const { message } = recording.response.body as { message?: string };
		expect((error as BackendError).problem).toEqual(
			problem.kind === 'refused' ? { ...problem, words: message } : problem,
		);
		if (message !== undefined) expect((error as BackendError).message).not.toContain(message);
		expect((error as BackendError).perhapsDone).toBe(false);
	});
});

describe('an answer that is not AzuraCast’s', () => {
	const page = '<html>Please log in to the hotel network</html>';
	const { queue, skipSong, exportPlaylist, art } = endpoints;

	it.each([
		['a page with status 200', answerOf(200, page, 'text/html'), { kind: 'wrong-address' }],
		['a page with status 404', answerOf(404, page, 'text/html'), { kind: 'wrong-address' }],
		['a page with status 502', answerOf(502, page, 'text/html'), { kind: 'server-trouble', status: 502 }],
		['a proxy’s JSON', answerOf(503, '{"error":"x"}'), { kind: 'server-trouble', status: 503 }],
		['a proxy’s limit', answerOf(429, page, 'text/html'), { kind: 'rate-limited', until: 5_000 }],
		['too much', answerOf(413, page, 'text/html'), { kind: 'refused', reason: 'too-large', words: '' }],
		['other JSON', answerOf(200, '{"hello":1}'), { kind: 'unexpected-answer', detail: 'rows: invalid_type' }],
		[
			'broken JSON',
			answerOf(200, '{"rows":['),
			{ kind: 'unexpected-answer', detail: 'answer: invalid_type' },
		],
		['no type', answerOf(200, '[]', ''), { kind: 'unexpected-answer', detail: 'answer: invalid_type' }],
		[
			'a redirect',
			answerOf(307, '', 'text/html', 'https://other.test/api?x=1'),
			{ kind: 'wrong-address', leadsTo: 'https://other.test' },
		],
		['a redirect to a path', answerOf(302, '', 'text/html', '/login'), { kind: 'wrong-address' }],
		['a redirect to nowhere', answerOf(302, '', 'text/html', 'javascript:1'), { kind: 'wrong-address' }],
	])('%s', (_, answer, problem) => {
		expect(decode(answer, 'queue', queue, true)).toMatchObject({ problem, perhapsDone: false });
	});

	it.each([
		['a proxy gave up waiting', answerOf(504, page, 'text/html')],
		['the answer says nothing', answerOf(200, '{}')],
		['PHP broke down', answerOf(500, page, 'text/html')],
	])('leaves open whether an action was done when %s', (_, answer) => {
		expect(decode(answer, 'skipSong', skipSong, true)).toMatchObject({ perhapsDone: true });
	});

	it('takes a failure with status 200 for a failure', () => {
		const answer = answerOf(200, '{"success":false,"errors":["Nope.mp3: gone"],"files":[]}');
		expect(decode(answer, 'changeFiles', endpoints.changeFiles, true)).toMatchObject({
			problem: { kind: 'refused', reason: 'other', words: 'Nope.mp3: gone' },
		});
	});

	it('takes an upload that was refused with status 200 for refused', () => {
		const body = readRecording('file_upload_not_audio').response.body;
		const answer = answerOf(200, JSON.stringify(body));
		expect(decode(answer, 'uploadFile', endpoints.uploadFile, true)).toMatchObject({
			problem: { kind: 'refused', reason: 'not-audio', words: 'File type cannot be processed.' },
			perhapsDone: false,
		});
	});

	it('hands text and files over as they are', () => {
		expect(decode(answerOf(200, 'a.mp3\n', 'audio/x-mpegurl'), '', exportPlaylist, true)).toBe('a.mp3\n');
		expect(decode(answerOf(200, 'JFIF', 'image/jpeg'), '', art, false)).toEqual(Buffer.from('JFIF'));
	});

	it('repeats nothing of a value that does not fit', () => {
		const error = decode(answerOf(200, '{"rows":[{"song":"SECRET"}]}'), 'queue', queue, true);
		expect(JSON.stringify(error) + String(error)).not.toContain('SECRET');
	});
});

describe('errors of other versions', () => {
	const wrap = (type: string, message = 'x', status = 500) =>
		answerOf(status, JSON.stringify({ code: status, type, message, extra_data: [], success: false }));

	it.each([
		[
			'unknown station, 0.19.3',
			'queue',
			wrap('StationNotFoundException'),
			{ kind: 'not-found', what: 'station' },
		],
		[
			'unknown station, 0.19.4',
			'queue',
			wrap('NotFoundException', 'Station not found.'),
			{ kind: 'not-found', what: 'station' },
		],
		['limit, 0.19.4', 'station', wrap('RateLimitExceededException'), { kind: 'rate-limited', until: 5_000 }],
		[
			'refused request, 0.19.3',
			'requestSong',
			wrap('Error', 'This song was already requested and will play soon.', 400),
			{ kind: 'refused', reason: 'already-requested' },
		],
		[
			'refused in another language',
			'requestSong',
			wrap('CannotCompleteActionException', 'Der Titel wurde gerade gespielt.'),
			{ kind: 'refused', reason: 'other', words: 'Der Titel wurde gerade gespielt.' },
		],
		[
			'address not allowed',
			'requestSong',
			wrap(
				'CannotCompleteActionException',
				'Cannot submit request: You are not permitted to submit requests.',
			),
			{ kind: 'refused', reason: 'address-barred' },
		],
		[
			'disk full',
			'uploadFile',
			wrap('StorageLocationFullException'),
			{ kind: 'refused', reason: 'storage-full' },
		],
		[
			'larger than PHP takes',
			'uploadFile',
			wrap('FlowUploadException', 'Uploaded file error code: 1', 400),
			{ kind: 'refused', reason: 'too-large' },
		],
		[
			'a form larger than PHP takes',
			'uploadFile',
			wrap('FlowUploadException', 'No file uploaded.', 400),
			{ kind: 'refused', reason: 'too-large' },
		],
		[
			'no such endpoint',
			'dashboard',
			wrap('HttpMethodNotAllowedException', 'x', 405),
			{ kind: 'not-offered' },
		],
		[
			'web updates off',
			'startUpdate',
			wrap('RuntimeException'),
			{ kind: 'feature-off', feature: 'web-updates' },
		],
		[
			'reports off',
			'listenersOverTime',
			answerOf(400, '{"success":false,"message":"Restricted"}'),
			{ kind: 'refused' },
		],
		[
			'not a permission',
			'editStation',
			wrap('Error', 'Not yourself', 403),
			{ kind: 'refused', reason: 'other' },
		],
		[
			'with its namespace',
			'queue',
			wrap('App\\Exception\\NotLoggedInException', 'x', 403),
			{ kind: 'key-rejected' },
		],
		[
			'named like a part of JavaScript',
			'queue',
			wrap('constructor'),
			{ kind: 'server-trouble', status: 500 },
		],
	] as const)('%s', (_, name, answer, problem) => {
		expect(decode(answer, name, endpoints[name], true)).toMatchObject({ problem, perhapsDone: false });
	});
});
