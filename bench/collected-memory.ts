import { z } from 'zod';

const targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const reply = z.object({ id: z.number().optional() });

/**
 * Lets a process that was started with `--inspect` on this port collect all its garbage. Only what is left then tells whether
 * memory grows: the bot lets its heap double before it collects by itself.
 */
export async function inspect(port: number): Promise<{ collect(): Promise<void>; close(): void }> {
	const [target] = targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
	if (target === undefined) throw new Error('There is nothing to inspect');
	const socket = new WebSocket(target.webSocketDebuggerUrl);
	await new Promise<void>((resolve, reject) => {
		socket.addEventListener('open', () => resolve(), { once: true });
		socket.addEventListener('error', () => reject(new Error('The process cannot be inspected')), {
			once: true,
		});
	});
	let last = 0;
	return {
		collect: () =>
			new Promise<void>((resolve) => {
				last += 1;
				const own = last;
				const hear = ({ data }: MessageEvent) => {
					if (reply.parse(JSON.parse(String(data))).id !== own) return;
					socket.removeEventListener('message', hear);
					resolve();
				};
				socket.addEventListener('message', hear);
				socket.send(JSON.stringify({ id: own, method: 'HeapProfiler.collectGarbage' }));
			}),
		close: () => socket.close(),
	};
}
