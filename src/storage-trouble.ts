/** What the bot keeps cannot be read or written right now: a full disk, a database that is away. Whoever asked is told just that. */
export class StorageTrouble extends Error {
	override readonly name: string = 'StorageTrouble';
}
