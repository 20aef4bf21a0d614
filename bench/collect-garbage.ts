import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options?: { type: 'minor' | 'major' }) => void;

/** Collects this process's own garbage: the young for a clean start (short), or all of it, to see what is really held. */
export function collectGarbage(type: 'minor' | 'major'): void {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as Collect;
	collect({ type });
}
