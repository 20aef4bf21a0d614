import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects what loading left behind, once: Node would get to it only under pressure, which an idle bot never has. */
export function giveBackMemory(): void {
	setFlagsFromString('--expose-gc');
	const gc: unknown = runInNewContext('gc');
	setFlagsFromString('--no-expose-gc');
	if (typeof gc === 'function') Reflect.apply(gc, undefined, []);
}
