/**
 * How the bot calls itself at radio servers. AzuraCast refuses song requests from whatever looks like a crawler to it (a
 * word that ends in "bot", "script", "monitor" and the like, or Node's own default), and hides error types from `curl`: so
 * the name stays plain and carries no address of a web page.
 */
export function userAgent(version: string): string {
	return `Airdeck/${version}`;
}
