import { z } from 'zod';
import type { Stash } from './stash.ts';

/** An order that waits for a choice or another try, with the name of its first attempt. */
const order = z.object({ attempt: z.string(), options: z.record(z.string(), z.string()) });
export interface KeptOrder {
	attempt: string;
	/** As they were typed. */
	options: Record<string, string>;
}

/** Keeps an order; gives what a button carries. */
export async function keepOrder(stash: Stash, { attempt, options }: KeptOrder): Promise<string> {
	return stash.put(JSON.stringify({ attempt, options }));
}

/** Undefined when it was too long ago. */
export async function keptOrder(stash: Stash, name: string): Promise<KeptOrder | undefined> {
	const text = await stash.get(name);
	if (text === undefined) return undefined;
	try {
		return order.safeParse(JSON.parse(text)).data;
	} catch {
		// The id of a button is only text: what does not parse was never drawn by this version.
		return undefined;
	}
}
