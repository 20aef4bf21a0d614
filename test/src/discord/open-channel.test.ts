import { expect, test } from 'vitest';
import type { Command } from '#src/discord/command.ts';
import { isOpen } from '#src/discord/open-channel.ts';
import { station } from '../stations/fake-station.ts';

// Nothing else of a command has to do with it.
const opened = { openIn: 'upload' } as Command;
const closed = { openIn: undefined } as Command;

test.each([
	['the channel that the station opens for the command', opened, { upload: '1' }, '1', true],
	['another channel', opened, { upload: '1' }, '2', false],
	['the channel of another purpose', opened, { requests: '1' }, '1', false],
	['a station that opens none', opened, {}, '', false],
	['a command that is open nowhere', closed, { upload: '1' }, '1', false],
])('%s', (_what, command, channels, channelId, open) => {
	expect(isOpen(command, station('one', { channels }), channelId)).toBe(open);
});

test('without a station no channel is open', () => {
	expect(isOpen(opened, undefined, '1')).toBe(false);
	expect(isOpen(closed, undefined, '')).toBe(false);
});
