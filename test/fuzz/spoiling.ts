import fc from 'fast-check';

/** Keys that mean something to JavaScript, and values that no schema expects. */
const keys = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'toString', 'then', 'length', '', 'id', 'name', 'data', 'rows'),
	fc.string({ maxLength: 8 }),
);
const strange = fc.constantFrom<unknown>(
	null,
	'',
	0,
	-1,
	1e300,
	-1e300,
	Number.MAX_SAFE_INTEGER,
	1.5,
	true,
	false,
	[],
	{},
	[[]],
	{ toString: null, valueOf: 1 },
	'0',
	'null',
	'NaN',
	'9999999999999999',
	'-271821-04-21T00:00:00Z',
	'2026-13-45T99:99:99',
	'Not/AZone',
	'http://[',
	'\ud800',
	'x'.repeat(70_000),
	Array.from({ length: 2_000 }, () => null),
);

/** Any document at all. */
export const anyDocument: fc.Arbitrary<unknown> = fc.oneof(
	strange,
	fc.jsonValue({ maxDepth: 4 }),
	fc.dictionary(keys, fc.oneof(strange, fc.jsonValue({ maxDepth: 2 })), { maxKeys: 6 }),
);

/** From 0 to below 1, each as likely as the other: a share of whatever there is to choose from. */
export const share = fc.noBias(fc.integer({ min: 0, max: 99_999 })).map((number) => number / 100_000);

/** How a document is spoiled: at which of its places (a share of all of them), and what stands there then. */
export type Spoiling = readonly { place: number; how: 'replace' | 'remove' | 'repeat'; by: unknown }[];

export const spoilings: fc.Arbitrary<Spoiling> = fc.array(
	fc.record({
		place: share,
		how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat'),
		by: fc.oneof(strange, fc.jsonValue({ maxDepth: 2 })),
	}),
	{ minLength: 1, maxLength: 4 },
);

/** The document, spoiled in these places. The one that was given stays as it was. */
export function spoil(document: unknown, spoiling: Spoiling): unknown {
	const holder = { document: structuredClone(document) };
	for (const { place, how, by } of spoiling) {
		const places = placesIn(holder);
		const found = places[Math.floor(place * places.length)];
		if (found === undefined) continue;
		const { inside, key } = found;
		const value: unknown = Reflect.get(inside, key);
		if (how === 'replace') Reflect.set(inside, key, structuredClone(by));
		else if (how === 'remove') Reflect.deleteProperty(inside, key);
		else {
			const twice: unknown[] = Array.isArray(value) ? value.concat(value) : [value, value];
			Reflect.set(inside, key, twice);
		}
	}
	return holder.document;
}

function placesIn(value: object): { inside: object; key: string }[] {
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => [
		{ inside: value, key },
		...(typeof inner === 'object' && inner !== null ? placesIn(inner) : []),
	]);
}

/** As it goes over the wire; nothing for a document that was removed altogether. */
export function textOf(document: unknown): string {
	return document === undefined ? '' : JSON.stringify(document);
}
