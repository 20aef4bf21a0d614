export type Query = Record<string, string | number | undefined>;

/** Where AutoPod's interface is: its address as it was given, which ends in `/v1`. */
export class Address {
	/** `https://api.autopod.xyz/v1`. */
	readonly base: string;
	readonly #url: URL;

	constructor(url: string) {
		this.#url = new URL(url);
		this.base = this.#url.origin + this.#url.pathname.replace(/\/+$/, '');
	}

	get host(): string {
		return this.#url.host;
	}

	/** A call's address, or null if a parameter cannot be the number of anything and would ask for something else. */
	api(path: string, params: Record<string, string>, query: Query = {}): URL | null {
		let filled = path;
		for (const [name, value] of Object.entries(params)) {
			if (!/^\d{1,15}$/.test(value)) return null;
			filled = filled.replace(`{${name}}`, () => value);
		}
		const url = new URL(`${this.base}${filled}`);
		for (const [name, value] of Object.entries(query)) {
			if (value !== undefined) url.searchParams.set(name, String(value));
		}
		return url;
	}
}

/** An address from an answer; null unless it is one of the web. */
export function webAddress(address: string): string | null {
	const url = address === '' ? null : URL.parse(address);
	return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}
