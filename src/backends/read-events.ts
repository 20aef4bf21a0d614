import { createParser } from 'eventsource-parser';

/** An event, or what of it has come so far, is larger than anything that is meant to be sent. */
export class EventTooLarge extends Error {}

/**
 * Reads server-sent events as they come and hands over the data of each. Resolves when the stream ends; throws what the stream
 * throws, and EventTooLarge as soon as more than `maxLength` characters wait for the end of one event.
 */
export async function readEvents(
	chunks: AsyncIterable<Uint8Array>,
	maxLength: number,
	onEvent: (data: string) => void,
): Promise<void> {
	// An object, as a callback writes to it.
	const seen = { overflow: false };
	const parser = createParser({
		maxBufferSize: maxLength,
		onEvent: ({ data }) => onEvent(data),
		onError: ({ type }) => {
			seen.overflow ||= type === 'max-buffer-size-exceeded';
		},
	});
	const decoder = new TextDecoder();
	for await (const chunk of chunks) {
		parser.feed(decoder.decode(chunk, { stream: true }));
		if (seen.overflow) throw new EventTooLarge(`An event is longer than ${maxLength} characters`);
	}
}
