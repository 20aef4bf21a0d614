import type { Station } from '#src/stations/station.ts';
import type { Command } from './command.ts';

/** Whether everybody may run the command in this channel, since it is the one that the station opens for it. */
export function isOpen(command: Command, station: Station | undefined, channelId: string): boolean {
	return command.openIn !== undefined && station?.channels[command.openIn] === channelId;
}
