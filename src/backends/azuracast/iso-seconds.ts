/** A moment in milliseconds as `2026-11-22T19:13:40Z`: AzuraCast takes a time without zone for its station's own. */
export function isoSeconds(at: number): string {
	return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
