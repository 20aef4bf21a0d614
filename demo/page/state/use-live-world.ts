import { type Dispatch, useEffect } from 'preact/hooks';
import { pageEvent } from '../wire.ts';
import type { PageAction } from './page-state.ts';

/** Follows the event stream of one person in one Discord server. The browser reconnects by itself, and each connection begins with the whole world. */
export function useLiveWorld(
	personId: string | null,
	server: string | null,
	dispatch: Dispatch<PageAction>,
): void {
	useEffect(() => {
		const query = new URLSearchParams({
			...(personId !== null && { as: personId }),
			...(server !== null && { server }),
		});
		const stream = new EventSource(`/api/events?${query}`);
		stream.onopen = () => dispatch({ kind: 'connection', isConnected: true });
		stream.onerror = () => dispatch({ kind: 'connection', isConnected: false });
		stream.onmessage = ({ data }) => dispatch(pageEvent.parse(JSON.parse(String(data))));
		return () => stream.close();
	}, [personId, server, dispatch]);
}
