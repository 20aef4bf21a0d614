import { writeSync } from 'node:fs';
import { Secret } from '#config/secret.ts';
import { createAzuraCastBackend } from '#src/backends/azuracast/backend.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { systemClock } from '#src/clock.ts';

/*
 * A process that uploads one file after the other and tells, as JSON, how many bytes of memory it held at most beyond what it held
 * before the large one: `node upload-child.ts ADDRESS KEY BYTES`.
 */

const [, , url = '', key = '', bytes = ''] = process.argv;
const piece = Buffer.alloc(64 * 1024, 'airdeck ');
const connections = new ServerConnections({ userAgent: 'Airdeck/0.1.0', clock: systemClock });
const { library } = createAzuraCastBackend({
	url,
	station: '1',
	keys: { station: new Secret(key) },
	connections,
	clock: systemClock,
});

let most = 0;
const look = () => {
	most = Math.max(most, process.memoryUsage.rss());
};

async function* content(size: number) {
	yield Buffer.from('ID3\u0003\0\0\0\0\0\0');
	for (let left = size - 10; left > 0; left -= piece.length) {
		look();
		// A fresh piece each time, as they come from the network.
		yield Buffer.from(piece.subarray(0, Math.min(left, piece.length)));
	}
	look();
}

// Whatever the first upload loads counts for the process and not for the file.
await library?.upload({ folder: '', name: 'warm.mp3', size: 1_000_000, content: content(1_000_000) });
most = 0;
const before = process.memoryUsage.rss();
const size = Number(bytes);
await library?.upload({ folder: 'large', name: 'large.mp3', size, content: content(size) });
look();
writeSync(1, JSON.stringify({ before, grown: most - before }));
await connections.close();
