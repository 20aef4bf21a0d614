import { BackendError } from '#src/backends/backend-error.ts';
import type { RadioSystem, ServerFound } from '#src/backends/radio-system.ts';
import type { SetUpProblem } from './problems.ts';

/** What a server of another kind may make of a question that is not for it. */
const mayBeAnother = new Set<BackendError['problem']['kind']>([
	'wrong-address',
	'unexpected-answer',
	'not-found',
	'refused',
	'server-trouble',
	'key-missing',
	'key-rejected',
	'right-missing',
	'feature-off',
]);

/** Which radio system answers at an address as it was typed, asked one after the other; of the `wanted` kind, if one is. */
export async function findSystem(
	systems: readonly RadioSystem[],
	wanted: string | undefined,
	typed: string,
): Promise<{ system: RadioSystem; server: ServerFound } | { problem: SetUpProblem }> {
	const candidates = systems.flatMap((system) => {
		const url = wanted === undefined || system.kind === wanted ? system.readAddress(typed) : undefined;
		return url === undefined ? [] : [{ system, url }];
	});
	const errors: BackendError[] = [];
	/** Origins where nobody will answer another system either. The same server may be there with http alone. */
	const silent = new Set<string>();
	for (const { system, url } of candidates) {
		const { origin } = new URL(url);
		if (silent.has(origin)) continue;
		try {
			return { system, server: await system.identify(url) };
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			errors.push(error);
			if (!isOpen(error)) silent.add(origin);
		}
	}
	const [first, another] = errors;
	if (first === undefined) return { problem: { kind: 'not-an-address' } };
	// Where the server itself cannot be reached, or says where it went, that is what helps.
	const telling = errors.find((error) => !isOpen(error) || leadsElsewhere(error));
	if (another === undefined || telling !== undefined)
		return { problem: { kind: 'server', error: telling ?? first } };
	const tried = candidates.map(({ system }) => system.label);
	return { problem: { kind: 'no-system', host: first.host, tried } };
}

/** Another radio system may still be there. */
function isOpen({ problem }: BackendError): boolean {
	return problem.kind === 'unreachable'
		? problem.reason === 'connection-lost'
		: mayBeAnother.has(problem.kind);
}

function leadsElsewhere({ problem }: BackendError): boolean {
	return problem.kind === 'wrong-address' && problem.leadsTo !== undefined;
}
