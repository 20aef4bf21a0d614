import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Fields of AzuraCast's answers that people fill in; what it makes itself (ids, short names, addresses, times) stays. */
const typedByPeople = new Set(
	'title artist album genre lyrics text name display_name description streamer_name streamer_display_name comments label user_name'.split(
		' ',
	),
);

export interface HostileProxy {
	readonly url: string;
	/** What stands in every text from now on; undefined for what the server said. */
	text: string | undefined;
	/** Makes another document of each that passes, if it is there. */
	spoil?: ((document: unknown) => unknown) | undefined;
	/** The radio server behind it. */
	target: string;
	close(): Promise<void>;
}

/** A radio server like the one behind it, but that every text that people could have typed there is `text`. */
export async function startHostileProxy(): Promise<HostileProxy> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void forward(request.method ?? 'GET', request.url ?? '/', request.headers, Buffer.concat(chunks)).then(
				({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
				() => response.destroy(),
			);
		});
	});
	const forward = async (
		method: string,
		path: string,
		headers: NodeJS.Dict<string | string[]>,
		sent: Buffer,
	) => {
		const kept = ['x-api-key', 'user-agent', 'content-type', 'accept'].flatMap((name) =>
			typeof headers[name] === 'string' ? [[name, headers[name]] as [string, string]] : [],
		);
		const answer = await fetch(proxy.target + path, {
			method,
			headers: kept,
			redirect: 'manual',
			...(sent.length === 0 ? {} : { body: new Uint8Array(sent) }),
		});
		const type = answer.headers.get('content-type') ?? '';
		const text = await answer.text();
		if (!type.includes('json')) return { status: answer.status, type, body: text };
		const document: unknown = JSON.parse(text);
		const changed =
			proxy.spoil?.(document) ?? (proxy.text === undefined ? document : poison(document, proxy.text));
		const body = changed === undefined ? '' : JSON.stringify(changed);
		return { status: answer.status, type, body };
	};
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const proxy: HostileProxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		text: undefined,
		target: '',
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return proxy;
}

function poison(value: unknown, text: string): unknown {
	if (Array.isArray(value)) return value.map((one) => poison(one, text));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			typeof inner === 'string' && typedByPeople.has(key) ? text : poison(inner, text),
		]),
	);
}
