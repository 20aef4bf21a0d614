/*
 * The types that let tsc check a sentence: which keys a catalogue has, and which values each of them wants.
 * A catalogue is a nested `as const` object of English sentences; `{name}` is a value, `{count, number}` a formatted one,
 * `{mark.granted}` a status mark (supplied by itself), and `listeners_one` / `listeners_other` are forms of one key.
 */

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

type WithoutPlural<K extends string> = K extends `${infer Base}_${PluralForm}` ? Base : K;

/** Every key of a catalogue, nested ones joined by dots, plural forms folded into one. */
export type MessageKey<C> = {
	[K in keyof C & string]: C[K] extends string ? WithoutPlural<K> : `${K}.${MessageKey<C[K]>}`;
}[keyof C & string];

type Resolve<C, K extends string> = K extends `${infer Head}.${infer Rest}`
	? Head extends keyof C
		? Resolve<C[Head], Rest>
		: never
	: K extends keyof C
		? C[K]
		: `${K}_other` extends keyof C
			? C[`${K}_other`]
			: never;

type NameOf<P extends string> = P extends `${infer Name},${string}` ? Name : P;

type Placeholder<S> = S extends `${string}{${infer P}}${infer Rest}`
	? (P extends `mark.${string}` ? never : NameOf<P>) | Placeholder<Rest>
	: never;

type IsPlural<C, K extends string> = string extends keyof C
	? false
	: K extends `${infer Head}.${infer Rest}`
		? Head extends keyof C
			? IsPlural<C[Head], Rest>
			: false
		: `${K}_other` extends keyof C
			? true
			: false;

type ValueNames<C, K extends string> =
	| Placeholder<Resolve<C, K>>
	| (IsPlural<C, K> extends true ? 'count' : never);

type Values<Names extends string> = { [N in Names]: N extends 'count' ? number : string | number };

type Args<Names extends string> = [Names] extends [never] ? [] : [values: Values<Names>];

/** Says one sentence of the catalogue `C` in the language it was made for. */
export type Translate<C> = <K extends MessageKey<C>>(key: K, ...values: Args<ValueNames<C, K>>) => string;
