/** One thing wrong with a request's body: where, Discord's code for it, and its sentence. */
export interface FormIssue {
	path: (string | number)[];
	code: string;
	message: string;
}

interface ErrorTree {
	[key: string]: ErrorTree | { code: string; message: string }[];
}

/** A refusal in Discord's own form. Thrown by any handler, sent by the server. */
export class DiscordError extends Error {
	readonly status: number;
	readonly code: number;
	readonly errors: ErrorTree | undefined;

	constructor(status: number, code: number, message: string, errors?: ErrorTree) {
		super(message);
		this.name = 'DiscordError';
		this.status = status;
		this.code = code;
		this.errors = errors;
	}

	get body(): Record<string, unknown> {
		return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
	}
}

export const unauthorized = () => new DiscordError(401, 0, '401: Unauthorized');
export const unknownRoute = () => new DiscordError(404, 0, '404: Not Found');
export const wrongMethod = () => new DiscordError(405, 0, '405: Method Not Allowed');
export const unknownChannel = () => new DiscordError(404, 10003, 'Unknown Channel');
export const unknownGuild = () => new DiscordError(404, 10004, 'Unknown Guild');
export const unknownMember = () => new DiscordError(404, 10007, 'Unknown Member');
export const unknownMessage = () => new DiscordError(404, 10008, 'Unknown Message');
export const unknownUser = () => new DiscordError(404, 10013, 'Unknown User');
export const unknownWebhook = () => new DiscordError(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new DiscordError(404, 10062, 'Unknown interaction');
export const unknownCommand = () => new DiscordError(404, 10063, 'Unknown application command');
export const tooManyCommands = (max: number) =>
	new DiscordError(400, 30032, `Maximum number of application commands reached (${max})`);
export const tooLarge = () => new DiscordError(413, 40005, 'Request entity too large');
export const alreadyAcknowledged = () =>
	new DiscordError(400, 40060, 'Interaction has already been acknowledged.');
export const missingAccess = () => new DiscordError(403, 50001, 'Missing Access');
export const notTheAuthor = () =>
	new DiscordError(403, 50005, 'Cannot edit a message authored by another user');
export const wrongChannelType = () =>
	new DiscordError(400, 50024, 'Cannot execute action on this channel type');
export const emptyMessage = () => new DiscordError(400, 50006, 'Cannot send an empty message');
export const missingPermissions = () => new DiscordError(403, 50013, 'Missing Permissions');
export const invalidWebhookToken = () => new DiscordError(401, 50027, 'Invalid Webhook Token');
export const invalidJson = () => new DiscordError(400, 50109, 'The request body contains invalid JSON.');

/** "Invalid Form Body" with every issue at its place, nested as Discord nests them. */
export function invalidForm(issues: FormIssue[]): DiscordError {
	const tree: ErrorTree = {};
	for (const { path, code, message } of issues) {
		let node = tree;
		for (const key of path) node = childOf(node, String(key));
		const errors = node['_errors'];
		if (Array.isArray(errors)) errors.push({ code, message });
		else node['_errors'] = [{ code, message }];
	}
	return new DiscordError(400, 50035, 'Invalid Form Body', tree);
}

function childOf(node: ErrorTree, key: string): ErrorTree {
	const known = node[key];
	if (known !== undefined && !Array.isArray(known)) return known;
	const fresh: ErrorTree = {};
	node[key] = fresh;
	return fresh;
}
