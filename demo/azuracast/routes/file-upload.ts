import { type Answer, json, text } from '../answer.ts';
import { errorAnswer, Refusal, thrown } from '../errors.ts';
import { managed, type StationVisit } from '../guards.ts';
import { joinedFile, type ReceivedFile } from '../received-file.ts';
import type { Route } from '../router.ts';
import { storeUpload } from '../store-upload.ts';
import { storedFileName } from '../stored-file-name.ts';

const media = ['manage station media'];
const path = '/station/{station}/files/upload';

/** Uploads as the web page sends them, in chunks, and as a plain form. */
export const fileUploadRoutes: readonly Route[] = [
	managed('GET', path, media, (visit) => testChunk(visit)),
	managed('POST', path, media, (visit) => receive(visit)),
];

/** Whether a chunk has come already. The last one is always wanted again, as it sets off the rest. */
function testChunk(visit: StationVisit): Answer {
	requireSpace(visit);
	const flow = flowOf(visit);
	if (flow === null || flow.number === flow.of) return empty(204);
	const have = visit.station.disk.chunks.get(flow.id)?.get(flow.number);
	return empty(have?.size === flow.chunkSize ? 200 : 204);
}

function receive(visit: StationVisit): Answer {
	requireSpace(visit);
	const file = visit.call.form?.file ?? null;
	if (file === null) throw flowRefused('No file uploaded.');
	const flow = flowOf(visit);
	if (flow === null) return store(visit, file);
	if (file.size !== flow.chunkSize) {
		throw flowRefused(`File size of ${file.size} does not match expected size of ${flow.chunkSize}`);
	}
	const { chunks } = visit.station.disk;
	const come = chunks.get(flow.id) ?? new Map<number, ReceivedFile>();
	chunks.set(flow.id, come.set(flow.number, file));
	if (flow.number !== flow.of) return empty(200);
	const inOrder = [...come].toSorted(([a], [b]) => a - b).map(([, chunk]) => chunk);
	const whole = joinedFile(flow.name, inOrder);
	if (inOrder.length !== flow.of || whole.size !== flow.totalSize) return empty(204);
	chunks.delete(flow.id);
	return store(visit, whole);
}

/** A file that cannot be processed is refused with status 200 here. */
function store(visit: StationVisit, file: ReceivedFile): Answer {
	const folder = param(visit, 'currentDirectory');
	const name = storedFileName(file.name);
	try {
		storeUpload(visit.station, folder === '' ? name : `${folder}/${name}`, file, visit.call.now);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { ...errorAnswer(error, ''), status: 200 };
	}
	const message = 'Record created successfully.';
	return json({ success: true, message, formatted_message: message });
}

function requireSpace({ world }: StationVisit): void {
	if (!world.host.storageFull) return;
	const file = 'Exception/StorageLocationFullException.php';
	throw thrown(500, 'StorageLocationFullException', 'Storage location is full.', file, 20);
}

/** What flow.js says about a chunk; null for a form that is no chunk. */
function flowOf(visit: StationVisit) {
	const id = param(visit, 'flowIdentifier');
	const of = Number(param(visit, 'flowTotalChunks'));
	if (id === '' || !(of > 0)) return null;
	return {
		id,
		of,
		number: Number(param(visit, 'flowChunkNumber') || 1),
		chunkSize: Number(param(visit, 'flowCurrentChunkSize')),
		totalSize: Number(param(visit, 'flowTotalSize')),
		name: param(visit, 'flowRelativePath') || param(visit, 'flowFilename') || id,
	};
}

function param({ call }: StationVisit, name: string): string {
	return call.form?.fields[name] ?? call.query.get(name) ?? '';
}

function flowRefused(message: string): Refusal {
	return thrown(400, 'FlowUploadException', message, 'Exception/Http/FlowUploadException.php', 18);
}

function empty(status: number): Answer {
	return { ...text('', 'text/html; charset=UTF-8'), status };
}
