export type Query = Record<string, string | number | boolean | undefined>;

/** Where a panel is: its address as it was given, without what people copy along with it. */
export class Address {
	/** `https://panel.example.org:1030`, with a path if the panel lives below one. */
	readonly base: string;
	readonly #url: URL;

	constructor(url: string) {
		this.#url = new URL(url);
		this.base = this.#url.origin + withoutApi(this.#url.pathname);
	}

	get origin(): string {
		return this.#url.origin;
	}

	get host(): string {
		return this.#url.host;
	}

	/** What is sent there can be read on the way. */
	get isPlain(): boolean {
		return this.#url.protocol === 'http:';
	}

	/**
	 * A call's address, or null if a parameter cannot be the name of anything. Every path ends in a slash: Django sends on to it
	 * otherwise, and what was posted is lost.
	 */
	api(path: string, params: Record<string, string>, query: Query = {}): URL | null {
		let filled = path;
		for (const [name, value] of Object.entries(params)) {
			if (!/^\d{1,15}$/.test(value)) return null;
			filled = filled.replace(`{${name}}`, () => value);
		}
		const url = new URL(`${this.base}/api/v2${filled}`);
		for (const [name, value] of Object.entries(query)) {
			if (value !== undefined) url.searchParams.set(name, String(value));
		}
		return url;
	}

	/** An address from an answer made absolute; null unless it is one of the web. */
	resolve(address: string | null): string | null {
		const url = address === null ? null : URL.parse(address, `${this.base}/`);
		return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
	}
}

/** A path without the slashes at its end and without the interface's own `/api/v2`. */
export function withoutApi(path: string): string {
	return path.replace(/\/+$/, '').replace(/\/api(?:\/v2(?:\/.*)?)?$/, '');
}
