import type { Logger } from 'pino';

/** What somebody needs to begin, as long as no station is set up. */
export interface FirstStart {
	/** Adds the bot to a Discord server. */
	invite: string;
}

/** Says how to begin: in words where a person watches, else as a line of the log. */
export function tellFirstStart(
	{ invite }: FirstStart,
	log: Logger,
	out: { isTTY?: boolean; write(text: string): unknown } = process.stdout,
): void {
	if (out.isTTY !== true) {
		log.info(
			{ invite },
			'No station is set up yet: add the bot to your Discord server by the link, then type /setup there',
		);
		return;
	}
	const lines = [
		'No station is set up yet. Add the bot to your Discord server by this link:',
		invite,
		'Then type /setup in one of its channels.',
	];
	out.write(`\n${lines.join('\n\n')}\n\n`);
}
