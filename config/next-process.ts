/**
 * The variables of this process for the process that takes its place, with these added where they are not set already. In a file
 * of its own: whoever starts that process must not read what only the settings need.
 */
export function environmentWith(more: Readonly<Record<string, string>>): Record<string, string | undefined> {
	return { ...more, ...process.env };
}
