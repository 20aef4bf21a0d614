/**
 * Collects what loading left behind, once, and hands the pages back: Node would get to it only under pressure, which an idle bot
 * never has. Without the flavour V8 keeps the emptied pages, some 7 MB, and the code that ran only while loading.
 * Does nothing where Node was started without `--expose-gc` (relaunch.ts).
 */
export function giveBackMemory(): void {
	const gc: unknown = Reflect.get(globalThis, 'gc');
	if (typeof gc === 'function') Reflect.apply(gc, undefined, [{ type: 'major', flavor: 'last-resort' }]);
}
