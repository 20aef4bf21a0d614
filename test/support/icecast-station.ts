import type { TestStation } from './app.ts';

/** The mount that a simulated Icecast has unless it is told otherwise, as a station. */
export function icecastStation({ url }: { url: string }): TestStation {
	return { name: 'Harbour Radio', backend: 'icecast', url, station: '/live.mp3', keys: {} };
}
