/** A file that a person sent along with a command. */
export interface AttachedFile {
	/** Where Discord keeps it for a day or so. */
	url: string;
	/** As the person's device calls it. */
	name: string;
	/** Bytes. */
	size: number;
	/** As the person's device says; never to be trusted. */
	contentType: string | null;
}

/** One option. Its words stand under `options.<name>` of the catalogue: `description`, and `choices.<value>` for choices. */
export type OptionSpec = { required?: true } & (
	| { type: 'string'; maxLength?: number; suggested?: true }
	| { type: 'choice'; values: readonly string[] }
	| { type: 'boolean' }
	/** A whole number; Discord itself refuses any beyond the limits. */
	| { type: 'integer'; least: number; most: number }
	| { type: 'file' }
	/** A text channel of the server, as its id; `voice`: or a voice channel. */
	| { type: 'channel'; voice?: true }
);

type OptionValue<O extends OptionSpec> = O extends { type: 'choice'; values: readonly (infer V)[] }
	? V
	: O extends { type: 'boolean' }
		? boolean
		: O extends { type: 'integer' }
			? number
			: O extends { type: 'file' }
				? AttachedFile
				: string;

export type OptionValues<O extends Record<string, OptionSpec>> = {
	[N in keyof O]: O[N] extends { required: true } ? OptionValue<O[N]> : OptionValue<O[N]> | undefined;
};

/** The options of any command, as they came. */
export type RawOptions = Readonly<Record<string, string | number | boolean | AttachedFile | undefined>>;
