import type { Answer } from '#demo/azuracast/answer.ts';
import type { Call } from '#demo/azuracast/router.ts';
import { json, page, Refused } from './answers.ts';
import type { Panel, PanelArea } from './panel.ts';
import type { Route } from './route.ts';
import { coverOf } from './routes/music.ts';
import { findRoute, isKnownPath } from './routes.ts';

/** The keys of a panel, each by the name under which the log shows it. */
export interface PanelKeys {
	/** Undefined for one that the panel does not take. */
	nameOf(key: string): string | undefined;
	/** Keys that were good once: the log names them as well. */
	bad: ReadonlyMap<string, string>;
}

/** Answers a call as a panel and the web server before it do. */
export async function respond(
	call: Call,
	panel: Panel,
	keys: PanelKeys,
): Promise<{ answer: Answer; key: string }> {
	const sent = call.headers['sc-api-key'];
	const good = sent === undefined ? undefined : keys.nameOf(sent);
	const key = sent === undefined ? 'none' : (good ?? keys.bad.get(sent) ?? 'rejected');
	return { answer: answerTo(call, panel, { sent: sent !== undefined, good: good !== undefined }), key };
}

function answerTo(call: Call, panel: Panel, key: { sent: boolean; good: boolean }): Answer {
	const cover = coverOf(call.path, { panel });
	if (cover !== null) return { status: 200, headers: { 'content-type': 'image/png' }, body: cover };
	const path = /^\/api\/v2(?<rest>\/.*)$/u.exec(call.path)?.groups?.['rest'];
	if (path === undefined) return page('Broadcaster panel', call.path === '/' ? 200 : 404);
	// Django sends on to the address with a slash, and what was posted is lost.
	if (!path.endsWith('/')) {
		const location = `${panel.baseUrl}${call.path}/`;
		return { status: 301, headers: { 'content-type': 'text/html; charset=utf-8', location }, body: '' };
	}
	const found = findRoute(call.method, path);
	const wantsJson =
		call.headers['accept']?.includes('application/json') === true || call.query.get('format') === 'json';
	if (found === null && !isKnownPath(path)) return page('Not Found', 404);
	// The pages with which Django shows its interface to people.
	if (!wantsJson) return page('Api Root – Django REST framework', 200);
	if (found === null) return json({ detail: `Method "${call.method}" not allowed.` }, 405);
	try {
		checkKey(found.route, path, panel, key);
		return found.route.answer({ call, panel, keyed: key.good, ids: found.ids });
	} catch (error) {
		if (error instanceof Refused) return error.answer;
		throw error;
	}
}

function checkKey(route: Route, path: string, panel: Panel, key: { sent: boolean; good: boolean }): void {
	const { habits } = panel;
	const [, area = ''] = path.split('/');
	const isOpen = habits.playlistsAreOpen && route.method === 'GET' && path === '/playlists/';
	const isClosed = [...habits.closed].some((one) => one === area);
	if ((route.key !== true || isOpen) && !isClosed) return;
	if (!key.sent) throw refused(panel, 'Authentication credentials were not provided.');
	if (!key.good || isRefused(area, habits.refusesKeys)) throw refused(panel, 'Invalid API key');
}

function isRefused(area: string, refusing: ReadonlySet<PanelArea>): boolean {
	return [...refusing].some((one) => one === area);
}

function refused({ habits }: Panel, detail: string): Refused {
	return new Refused(json({ detail }, habits.refusal));
}
