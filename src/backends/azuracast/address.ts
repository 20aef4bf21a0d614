/** Where an AzuraCast is: its address as it was given, without a trailing slash or the `/api` of its interface. */
export class Address {
	/** `https://radio.example.org`, with a path if AzuraCast lives below one. */
	readonly base: string;
	readonly #url: URL;

	constructor(url: string) {
		this.#url = new URL(url);
		this.base = this.#url.origin + this.#url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
	}

	get origin(): string {
		return this.#url.origin;
	}

	get host(): string {
		return this.#url.host;
	}

	/** A call's address, or null if a parameter cannot be the name of anything and would ask for another endpoint. */
	api(path: string, params: Record<string, string | number>, query: Query = {}): URL | null {
		let filled = path;
		for (const [name, value] of Object.entries(params)) {
			const part = String(value);
			if (part === '' || /^\.+$|[/\\%?#]|\p{Cc}/u.test(part)) return null;
			filled = filled.replace(`{${name}}`, () => encodeURIComponent(part.toWellFormed()));
		}
		const url = new URL(`${this.base}/api${filled}`);
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

	/**
	 * The address of a cover. AzuraCast writes it with its own idea of its address, which may be one inside its network; covers
	 * that it serves itself are moved to the address that is known to work.
	 */
	art(address: string | null): string | null {
		const resolved = this.resolve(address);
		if (resolved === null) return null;
		const url = new URL(resolved);
		const own = url.pathname.indexOf('/api/station/');
		return own < 0 ? resolved : `${this.base}${url.pathname.slice(own)}${url.search}`;
	}
}

export type Query = Record<string, string | number | boolean | undefined>;
