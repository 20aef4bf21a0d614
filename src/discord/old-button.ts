/** A button wants something that this version does not know: told as that its card is old, once its command was run. */
export class OldButton extends Error {
	override readonly name = 'OldButton';
}
