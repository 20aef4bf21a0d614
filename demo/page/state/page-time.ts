/** The playground's time as the page knows it: what it showed at a moment of the browser's clock, and how fast it goes. */
export interface PageTime {
	readonly shown: number;
	readonly since: number;
	readonly speed: number;
}

export const standing: PageTime = { shown: 0, since: 0, speed: 1 };

/** In milliseconds since 1970. */
export function timeNow({ shown, since, speed }: PageTime): number {
	return shown + (Date.now() - since) * speed;
}
