export interface FormField {
	id: string;
	label: string;
	/** A line under the label, at most 100 characters. */
	description?: string;
	placeholder?: string;
	/** True if left out. */
	required?: boolean;
	minLength?: number;
	maxLength?: number;
	/** What stands in it already. Never a key. */
	value?: string;
	/** Several lines. */
	long?: true;
}

/** A form that opens in front of the person. */
export interface Form {
	id: string;
	/** At most 45 characters. */
	title: string;
	/** Markdown above the fields. */
	text?: string;
	/** Up to five; four where there is a text. */
	fields: readonly FormField[];
}
