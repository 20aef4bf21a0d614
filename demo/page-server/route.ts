import type { z } from 'zod';
import { HttpProblem } from './http-problem.ts';

/** Takes a request's body as it came and gives back what goes out as JSON. */
export type Route = (body: unknown) => Promise<unknown>;

/** Checks the body before `run` sees it; a body of another shape is refused with the place and the reason. */
export function route<Schema extends z.ZodType>(
	schema: Schema,
	run: (body: z.output<Schema>) => Promise<unknown>,
): Route {
	return async (body) => {
		const parsed = schema.safeParse(body);
		if (parsed.success) return run(parsed.data);
		const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
		throw new HttpProblem(400, reasons.join('; '));
	};
}
