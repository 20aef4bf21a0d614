import type { Logger } from 'pino';
import type { Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import type { Clock } from './clock.ts';
import { Part } from './sharding.ts';
import { awaitStore } from './store/await-store.ts';
import { EncryptionKeyError, loadEncryptionKeys } from './store/encryption-key.ts';
import { GuildDocuments } from './store/guild-documents.ts';
import { openStore, type Store } from './store/open-store.ts';
import { resealStationKeys } from './store/reseal.ts';
import { Sealer } from './store/sealing.ts';
import { StoreError, StoreUnreachable } from './store/store-error.ts';

/** What outlives the process: the store, the servers' documents in it, and what opens their keys. */
export interface Vault {
	store: Store;
	documents: GuildDocuments;
	sealer: Sealer;
	/** The Discord servers that this process serves. */
	part: Part;
}

/**
 * Opens the store and the encryption key, and seals anew what the previous key sealed. Throws a SettingsError for a store or a
 * key that cannot be used as they are set, and StoreUnreachable for a store that does not answer: after a minute if there is a
 * `clock` to wait by, at once without.
 */
export async function openVault(settings: Settings, log: Logger, clock?: Clock): Promise<Vault> {
	const keys = await loadEncryptionKeys(settings).catch((error: unknown) => {
		if (!(error instanceof EncryptionKeyError)) throw error;
		throw new SettingsError([
			{
				name: 'ENCRYPTION_KEY',
				problem: error.message,
				example: 'ENCRYPTION_KEY=$(openssl rand -base64 32)',
			},
		]);
	});
	for (const warning of keys.warnings) log.warn(warning);
	if (keys.generatedAt !== undefined)
		log.info({ file: keys.generatedAt }, 'An encryption key was generated; keep a copy of it');
	const opening =
		clock === undefined
			? openStore(settings.databaseUrl)
			: awaitStore(settings.databaseUrl, clock, ({ message }) => log.warn(`${message}; trying again`));
	const store = await opening.catch((error: unknown) => {
		if (!(error instanceof StoreError) || error instanceof StoreUnreachable) throw error;
		throw new SettingsError([
			{ name: 'DATABASE_URL', problem: error.message, example: 'DATABASE_URL=sqlite://data/airdeck.sqlite' },
		]);
	});
	const part = new Part(settings.shards);
	const documents = new GuildDocuments(store, part.servesKey);
	const sealer = new Sealer(keys.current, keys.previous);
	if (keys.previous !== undefined) {
		const { resealed, failed } = await resealStationKeys(documents, sealer);
		log.info({ resealed, failed: failed.length }, 'Station keys were sealed with the new encryption key');
	}
	return { store, documents, sealer, part };
}
