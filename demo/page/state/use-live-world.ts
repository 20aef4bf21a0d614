import { type Dispatch, useEffect } from 'preact/hooks';
import { pageEvent } from '../wire.ts';
import type { PageAction } from './page-state.ts';

/** Follows the event stream of one person. The browser reconnects by itself, and each connection begins with the whole world. */
export function useLiveWorld(personId: string | null, dispatch: Dispatch<PageAction>): void {
	useEffect(() => {
		const stream = new EventSource(personId === null ? '/api/events' : `/api/events?as=${personId}`);
		stream.onopen = () => dispatch({ kind: 'connection', isConnected: true });
		stream.onerror = () => dispatch({ kind: 'connection', isConnected: false });
		stream.onmessage = ({ data }) => dispatch(pageEvent.parse(JSON.parse(String(data))));
		return () => stream.close();
	}, [personId, dispatch]);
}
