import { createHash } from 'node:crypto';

/** A radio system's own id as it fits into the id of a button: itself if it is short, else a digest of it. */
export function shortKey(id: string): string {
	return /^[\w-]{1,24}$/.test(id) ? id : createHash('sha256').update(id).digest('base64url').slice(0, 16);
}
