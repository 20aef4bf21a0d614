import { pino } from 'pino';
import type { StartBot } from '#demo/start-bot.ts';
import { startSecondBot } from '#src/second-bot.ts';

/** The real bot, as the playground starts it for the gallery, without a log. */
export const galleryBot: StartBot = (place) =>
	startSecondBot(place, { log: pino({ level: 'silent' }), version: '0.1.0' });
