import { z } from 'zod';
import { type FormIssue, invalidForm } from '../rest/discord-error.ts';

type Path = FormIssue['path'];

/** Discord takes null for a field left out; what is kept knows only "there" and "not there". */
export function optional<T extends z.ZodType>(schema: T) {
	return schema.nullish().transform((value) => value ?? undefined);
}

/** Characters as Discord counts them: an emoji outside the basic plane is one, not two. */
export function countCharacters(words: string): number {
	return Array.from(words).length;
}

/** A text whose length Discord counts in characters, not in UTF-16 halves. */
export function text(min: number, max: number) {
	return z.string().check((ctx) => {
		const length = countCharacters(ctx.value);
		if (length < min || length > max) ctx.issues.push(refusal(ctx.value, lengthRefusal(min, max)));
	});
}

export function list<T extends z.ZodType>(schema: T, min: number, max: number) {
	return z.array(schema).check((ctx) => {
		const { length } = ctx.value;
		if (length < min || length > max) ctx.issues.push(refusal(ctx.value, lengthRefusal(min, max)));
	});
}

export const integer = (min: number, max: number) => z.number().int().min(min).max(max);

/** An address with one of the allowed schemes (without the colon). */
export function url(...schemes: string[]) {
	return text(1, 2048).check((ctx) => {
		const scheme = /^([a-z][a-z\d+.-]*):\/\/\S/i.exec(ctx.value)?.[1]?.toLowerCase();
		if (scheme === undefined || !URL.canParse(ctx.value)) {
			ctx.issues.push(
				refusal(ctx.value, { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }),
			);
		} else if (!schemes.includes(scheme)) {
			const names = schemes.map((name) => `'${name}'`).join(', ');
			const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${names}).`;
			ctx.issues.push(refusal(ctx.value, { code: 'URL_TYPE_INVALID_SCHEME', message }));
		}
	});
}

function lengthRefusal(min: number, max: number) {
	return min === 0
		? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` }
		: { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between ${min} and ${max} in length.` };
}

/** A zod issue that carries Discord's own code and sentence. */
export function refusal(
	input: unknown,
	{ code, message, path }: { code: string; message: string; path?: Path },
) {
	return { code: 'custom' as const, input, message, params: { code }, path: path ?? [] };
}

/** Parses with the schema or throws Discord's 50035; `at` is where the value stands in the request's body. */
export function parseForm<T extends z.ZodType>(schema: T, value: unknown, at: Path = []): z.output<T> {
	const result = schema.safeParse(value, { reportInput: true });
	if (result.success) return result.data;
	throw invalidForm(result.error.issues.map((issue) => toFormIssue(issue, at)));
}

function toFormIssue(issue: z.core.$ZodIssue, at: Path): FormIssue {
	return { path: [...at, ...pathOf(issue)], ...describeIssue(issue) };
}

function pathOf(issue: z.core.$ZodIssue): Path {
	return issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
}

/** The same issues for a schema around this one, when the inner parse was done by hand. */
export function repeatIssues(error: z.ZodError) {
	return error.issues.map((issue) => refusal(issue.input, { path: pathOf(issue), ...describeIssue(issue) }));
}

function describeIssue(issue: z.core.$ZodIssue): { code: string; message: string } {
	if (issue.code === 'custom') return { code: String(issue.params?.['code']), message: issue.message };
	if (issue.input === undefined || issue.input === null) {
		return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
	}
	if (issue.code === 'too_big') {
		return {
			code: 'NUMBER_TYPE_MAX',
			message: `int value should be less than or equal to ${issue.maximum}.`,
		};
	}
	if (issue.code === 'too_small') {
		return {
			code: 'NUMBER_TYPE_MIN',
			message: `int value should be greater than or equal to ${issue.minimum}.`,
		};
	}
	if (issue.code === 'invalid_union' || issue.code === 'invalid_value') {
		return { code: 'UNION_TYPE_CHOICES', message: `Value must be one of the known ones. (${issue.message})` };
	}
	return { code: 'BASE_TYPE_BAD_TYPE', message: issue.message };
}
