import type { Answer } from '#demo/azuracast/answer.ts';
import type { Call } from '#demo/azuracast/router.ts';
import { invalid, json, notFound } from './answers.ts';
import type { Panel } from './panel.ts';
import type { PanelStation } from './panel-station.ts';

/** A call that found its route. */
export interface Visit {
	call: Call;
	panel: Panel;
	/** A good key came along. */
	keyed: boolean;
	/** The numbers in the path. */
	ids: readonly number[];
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below `/api/v2`, with `:id` for a number. */
	path: string;
	/** Needs a key. */
	key?: boolean;
	answer: (visit: Visit) => Answer;
}

/** The stations that the query names: one, or all of the panel. */
export function stationsOf({ call, panel }: Visit): readonly PanelStation[] {
	const server = call.query.get('server');
	return server === null ? panel.stations : panel.stations.filter(({ id }) => String(id) === server);
}

/** The station of a body or form. */
export function stationNumbered({ panel }: Visit, number: unknown): PanelStation {
	const station = panel.stations.find(({ id }) => String(id) === String(number));
	if (station === undefined)
		throw invalid({ server: [`Invalid pk "${String(number)}" - object does not exist.`] });
	return station;
}

/** A list in the shape of this panel and this call. */
export function listAnswer<Row>({ call, panel }: Visit, rows: readonly Row[]): Answer {
	const limit = call.query.get('limit');
	if (panel.isBare() || limit === null) return json(rows);
	const [size, offset] = [Number(limit), Number(call.query.get('offset') ?? 0)];
	const link = (at: number | null) => {
		if (at === null) return null;
		const query = new URLSearchParams(call.query);
		query.set('offset', String(at));
		return `${panel.baseUrl}${call.path}?${query.toString()}`;
	};
	return json({
		count: rows.length,
		next: link(offset + size < rows.length ? offset + size : null),
		previous: link(offset > 0 ? Math.max(0, offset - size) : null),
		results: rows.slice(offset, offset + size),
	});
}

export function required<Value>(value: Value | undefined): Value {
	if (value === undefined) throw notFound();
	return value;
}
