import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret } from '#config/secret.ts';
import type { EncryptionKey } from './encryption-key.ts';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** A sealed key cannot be opened. Names the place only. */
export class SealError extends Error {
	override readonly name = 'SealError';
	/** `unknown-key`: sealed with a key that is not here. `damaged`: changed, or moved from another place. */
	readonly reason: 'unknown-key' | 'damaged';
	readonly place: string;

	constructor(place: string, reason: 'unknown-key' | 'damaged') {
		super(
			reason === 'unknown-key'
				? `${place} was sealed with another encryption key`
				: `${place} was changed or moved after it was sealed`,
		);
		this.place = place;
		this.reason = reason;
	}
}

/** Where a station's key is kept. What was sealed for one place opens nowhere else. */
export function stationKeyPlace(guildId: string, stationId: string, key: 'admin' | 'station'): string {
	return `guild:${guildId}/station:${stationId}/key:${key}`;
}

/** Seals secrets for the store with AES-256-GCM: `v1.<key id>.<iv, tag and ciphertext in base64url>`. */
export class Sealer {
	readonly #current: EncryptionKey;
	readonly #ring: Map<string, EncryptionKey>;

	/** @param previous still opens what it sealed, while a new key takes over */
	constructor(current: EncryptionKey, previous?: EncryptionKey) {
		this.#current = current;
		this.#ring = new Map([previous ?? current, current].map((key) => [key.id, key]));
	}

	seal(secret: Secret, place: string): string {
		const { id, key } = this.#current;
		const iv = randomBytes(ivLength);
		const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength });
		cipher.setAAD(associatedData(id, place));
		const text = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
		return `${prefix(id)}${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
	}

	/** @throws {SealError} */
	open(sealed: string, place: string): Secret {
		const match = /^v1\.([0-9a-f]{8})\.([\w-]+)$/.exec(sealed);
		const [, id = '', encoded = ''] = match ?? [];
		const bytes = Buffer.from(encoded, 'base64url');
		// The last letter has spare bits: two texts could stand for the same bytes.
		if (bytes.length < ivLength + tagLength || bytes.toString('base64url') !== encoded)
			throw new SealError(place, 'damaged');
		const key = this.#ring.get(id);
		if (key === undefined) throw new SealError(place, 'unknown-key');
		const iv = bytes.subarray(0, ivLength);
		const decipher = createDecipheriv(algorithm, key.key, iv, { authTagLength: tagLength });
		decipher.setAAD(associatedData(id, place));
		decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
		try {
			const text = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
			return new Secret(text.toString('utf8'));
		} catch {
			throw new SealError(place, 'damaged');
		}
	}

	/** Whether `sealed` was sealed with an older key than the current one. */
	needsResealing(sealed: string): boolean {
		return !sealed.startsWith(prefix(this.#current.id));
	}
}

function prefix(keyId: string): string {
	return `v1.${keyId}.`;
}

function associatedData(keyId: string, place: string): Buffer {
	return Buffer.from(`${prefix(keyId)}${place}`);
}
