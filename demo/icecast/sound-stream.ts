import type { Socket } from 'node:net';
import type { SimulatedMount } from './simulated-mount.ts';
import type { WireAnswer, WireCall } from './wire-server.ts';
import type { IcecastWorld } from './world.ts';

/** Icecast's usual distance between two titles. */
const metaint = 16_000;
/** Sent at once to whoever connects. */
const burst = 4;

/** Sound without end, with titles in it for whoever asks. */
export function soundStream(
	call: WireCall,
	mount: SimulatedMount,
	world: IcecastWorld,
	{ first, server }: { first: string; server: string },
): WireAnswer {
	const wantsTitles =
		call.headers.get('icy-metadata') === '1' && world.hasTitles && mount.plan.isOgg !== true;
	const name = mount.bytes(mount.plan.name).toString('latin1');
	return {
		first,
		headers: [
			...(server === '' ? [] : [['Server', server] as [string, string]]),
			['Content-Type', mount.plan.isOgg === true ? 'application/ogg' : 'audio/mpeg'],
			...(name === '' ? [] : [['icy-name', name] as [string, string]]),
			['icy-br', String(mount.plan.bitrate ?? 128)],
			...(wantsTitles ? [['icy-metaint', String(metaint)] as [string, string]] : []),
		],
		stream: (socket) => play(socket, mount, world, wantsTitles),
	};
}

function play(socket: Socket, mount: SimulatedMount, world: IcecastWorld, wantsTitles: boolean): () => void {
	let told = '';
	let blocks = 0;
	const send = () => {
		socket.write(Buffer.alloc(metaint, 0xff));
		if (!wantsTitles) return;
		blocks += 1;
		const { title } = mount;
		// What is sent at once begins with what was before the first title; a title is told when it is new, and then not again.
		const isNews = blocks > world.emptyBlocks && title !== told;
		if (isNews) told = title;
		const isBefore = blocks === 1 && world.emptyBlocks > 0;
		const words = `StreamTitle='${isBefore ? '' : title}';`;
		socket.write(isNews || isBefore ? block(mount.bytes(words)) : Buffer.of(0));
	};
	for (let sent = 0; sent < burst; sent += 1) send();
	mount.listeners += 1;
	const stop = world.clock.every(1000, send);
	return () => {
		mount.listeners -= 1;
		stop();
	};
}

function block(text: Buffer): Buffer {
	const length = Math.min(255, Math.ceil(text.length / 16));
	const padded = Buffer.alloc(1 + length * 16);
	padded[0] = length;
	text.copy(padded, 1);
	return padded;
}
