import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { Pictures } from '#src/pictures/pictures.ts';

function open(): Pictures {
	return new Pictures(new ManualClock());
}

const blue = () => {
	const canvas = createCanvas(300, 300);
	const context = canvas.getContext('2d');
	context.fillStyle = '#1428dc';
	context.fillRect(0, 0, 300, 300);
	return canvas;
};

describe('covers', () => {
	test.each(['image/png', 'image/jpeg', 'image/webp'] as const)('are looked at as %s', async (type) => {
		const looking = open();
		const bytes = type === 'image/png' ? blue().toBuffer(type) : blue().toBuffer(type, 90);
		const colour = await looking.colourOf(bytes);
		await looking.close();
		expect(colour).not.toBeNull();
		expect((colour ?? 0) & 255).toBeGreaterThan((colour ?? 0) >> 16);
	});

	test.each<[string, () => Buffer]>([
		['no picture', () => Buffer.from('<html>Not found</html>')],
		['nothing', () => Buffer.alloc(0)],
		['half a picture', () => blue().toBuffer('image/png').subarray(0, 40)],
		['a drawing in XML', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
		['a small file that unpacks to gigabytes', bomb],
	])('that are %s are refused, and the next one is looked at', async (_what, bytes) => {
		const looking = open();
		const [refused, next] = await Promise.allSettled([
			looking.colourOf(bytes()),
			looking.colourOf(blue().toBuffer('image/png')),
		]);
		await looking.close();
		expect(refused.status).toBe('rejected');
		expect(next.status).toBe('fulfilled');
	});
});

/** The head of a PNG that says 50,000 x 50,000. */
function bomb(): Buffer {
	const bytes = blue().toBuffer('image/png');
	bytes.writeUInt32BE(50_000, 16);
	bytes.writeUInt32BE(50_000, 20);
	return bytes;
}
