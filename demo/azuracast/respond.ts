import { identify } from './account-of.ts';
import { type Answer, redirect } from './answer.ts';
import { errorAnswer, Refusal } from './errors.ts';
import type { Account } from './keys.ts';
import type { MicroCache } from './micro-cache.ts';
import { drawCover } from './picture.ts';
import { type Call, findRoute, type Route } from './router.ts';
import { defaultArt } from './routes/art.ts';
import { isAtLeast } from './version.ts';
import type { World } from './world.ts';

/** An answer, and what the log says about it. */
export interface Response {
	answer: Answer;
	key: string;
	/** Type of the error, if it is one. */
	type?: string;
}

/** Answers a call as AzuraCast and the web server before it do. */
export async function respond(
	call: Call,
	world: World,
	routes: readonly Route[],
	cache: MicroCache,
): Promise<Response> {
	let key = 'none';
	try {
		const direct = answerDirectly(call, world);
		if (direct !== null) return { answer: direct, key };
		const { account, sent } = identify(call, world.keys);
		key = account?.user ?? (sent ? 'rejected' : 'none');
		return { answer: await answerByRoute(call, world, routes, cache, account), key };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { answer: refuse(call, error, world), key, type: error.type };
	}
}

async function answerByRoute(
	call: Call,
	world: World,
	routes: readonly Route[],
	cache: MicroCache,
	account: Account | null,
): Promise<Answer> {
	// HEAD and GET are two entries.
	const address = `${call.method} ${call.path}?${call.query.toString()}`;
	const kept = cache.find(address, call.now);
	if (kept !== null) return kept;
	const { route, params } = findRoute(routes, call.method, call.path.slice('/api'.length), world.version);
	const answer = await route.answer({ call, world, account, params });
	cache.offer(address, answer, call.now);
	return answer;
}

/** What never reaches the routes: redirects, preflights, the static now-playing files, and everything outside the API. */
function answerDirectly(call: Call, world: World): Answer | null {
	const { path } = call;
	const file = /^\/api\/nowplaying_static\/(?<station>\w+)\.json$/u.exec(path)?.groups?.['station'];
	if (file !== undefined) return staticNowPlaying(file, world);
	if (path === '/api/live/nowplaying/sse') return subscribe(call, world);
	if (path !== '/' && path.endsWith('/'))
		return redirect(`${world.baseUrl}${path.replace(/\/+$/u, '')}`, 308);
	if (path === defaultArt)
		return { status: 200, headers: { 'content-type': 'image/png' }, body: drawCover('') };
	if (path !== '/api' && !path.startsWith('/api/')) return page(404, 'Page not found');
	if (call.method === 'OPTIONS') {
		const headers = { 'content-type': 'text/html; charset=utf-8', 'access-control-allow-origin': '*' };
		return { status: 200, headers, body: '' };
	}
	return null;
}

/** Served to anybody, private or not, by short name only. */
function staticNowPlaying(shortName: string, world: World): Answer {
	const station = world.stations.find((entry) => entry.shortName === shortName);
	const body = station === undefined ? null : world.written.read(station);
	if (body === null) return page(404, '404 Not Found');
	return {
		status: 200,
		headers: { 'content-type': 'application/json', 'cache-control': 'max-age=10' },
		body,
	};
}

/** The push, which asks nobody who they are. */
function subscribe({ query }: Call, world: World): Answer {
	const stream = world.push.accept(query.get('cf_connect') ?? '');
	if (stream === null) {
		return { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Bad Request\n' };
	}
	return {
		status: 200,
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-store' },
		body: '',
		stream,
	};
}

function refuse(call: Call, refusal: Refusal, world: World): Answer {
	const wantsJson =
		call.headers['accept']?.includes('application/json') === true ||
		call.headers['x-requested-with'] === 'XMLHttpRequest';
	if (!wantsJson && refusal.status === 405) return page(405, refusal.message);
	if (!wantsJson && refusal.status === 403 && !isAtLeast(world.version, '0.20.2')) {
		return redirect(refusal.type === 'NotLoggedInException' ? '/login' : '/');
	}
	return errorAnswer(refusal, call.userAgent);
}

function page(status: number, words: string): Answer {
	const body = `<!DOCTYPE html><html><head><title>AzuraCast</title></head><body><h1>${words}</h1></body></html>`;
	return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
