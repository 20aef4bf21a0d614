import type { Answer } from './answer.ts';

/** An exception of AzuraCast's, or (without `source`) an error that a controller returned. */
export class Refusal extends Error {
	readonly status: number;
	readonly type: string;
	/** In the body; usually, but not always, the status. */
	readonly code: number;
	/** May hold HTML. */
	readonly formatted: string;
	readonly source: { file: string; line: number } | null;

	constructor(
		status: number,
		type: string,
		message: string,
		source: { file: string; line: number } | null,
		more: { code?: number; formatted?: string } = {},
	) {
		super(message);
		this.status = status;
		this.type = type;
		this.source = source;
		this.code = more.code ?? status;
		this.formatted = more.formatted ?? message;
	}
}

const own = '/var/azuracast/www/backend/src';
const vendor = '/var/azuracast/www/vendor';
const php = '/usr/share/php';

/** An exception of AzuraCast's own code, `file` below its source folder. */
export function thrown(status: number, type: string, message: string, file: string, line: number): Refusal {
	return new Refusal(status, type, message, { file: `${own}/${file}`, line });
}

export function notLoggedIn(): Refusal {
	const message = 'You must be logged in to access this page.';
	return thrown(403, 'NotLoggedInException', message, 'Exception/Http/NotLoggedInException.php', 24);
}

export function permissionDenied(): Refusal {
	const message = 'You do not have permission to access this portion of the site.';
	return thrown(
		403,
		'PermissionDeniedException',
		message,
		'Exception/Http/PermissionDeniedException.php',
		24,
	);
}

export function stationNotFound(): Refusal {
	return thrown(404, 'NotFoundException', 'Station not found.', 'Exception/NotFoundException.php', 34);
}

/** A record looked up by the route itself. */
export function noSuchRecord(): Refusal {
	return thrown(404, 'NotFoundException', 'Record not found.', 'Exception/NotFoundException.php', 24);
}

/** A record that a controller did not find: not an exception, so `extra_data` is an empty array. */
export function recordNotFound(): Refusal {
	return new Refusal(404, 'Error', 'Record not found', null);
}

export function rateLimited(): Refusal {
	const message = 'You have exceeded the rate limit for this application.';
	return thrown(429, 'RateLimitExceededException', message, 'RateLimit.php', 67);
}

export function unsupported(what: 'functionality' | 'on-demand' | 'requests'): Refusal {
	const [message, line] = {
		functionality: ['This station does not currently support this functionality.', 24] as const,
		'on-demand': ['This station does not currently support on-demand media.', 31] as const,
		requests: ['This station does not currently accept requests.', 38] as const,
	}[what];
	return thrown(
		500,
		'StationUnsupportedException',
		message,
		'Exception/StationUnsupportedException.php',
		line,
	);
}

export function cannotComplete(message: string): Refusal {
	const file = 'Exception/Http/CannotCompleteActionException.php';
	return thrown(500, 'CannotCompleteActionException', message, file, 26);
}

export function invalid(entity: string, field: string): Refusal {
	const message = `Object(App\\Entity\\${entity}).${field}:\n    This value should not be blank. (code c1051bb4-d103-4f74-8988-acbcafc7fdc3)\n`;
	return thrown(400, 'ValidationException', message, 'Exception/ValidationException.php', 37);
}

export function wrongType(message: string): Refusal {
	const file = `${php}/Symfony/Component/Serializer/Exception/NotNormalizableValueException.php`;
	return new Refusal(500, 'NotNormalizableValueException', message, { file, line: 45 });
}

export function missingArgument(entity: string, argument: string): Refusal {
	const message = `Cannot create an instance of "App\\Entity\\Api\\${entity}" from serialized data because its constructor requires the following parameters to be present : "$${argument}".`;
	const file = `${php}/Symfony/Component/Serializer/Normalizer/AbstractNormalizer.php`;
	return new Refusal(500, 'MissingConstructorArgumentsException', message, { file, line: 428 });
}

export function unreadableDate(given: string): Refusal {
	const message = `Could not parse '${given}': Failed to parse time string (${given}) at position 0 (${given.slice(0, 1)}): The timezone could not be found in the database`;
	return new Refusal(500, 'InvalidFormatException', message, {
		file: `${php}/Carbon/Traits/Creator.php`,
		line: 194,
	});
}

export function pageOutOfRange(page: number, last: number): Refusal {
	const message = `Page "${page}" does not exist. The currentPage must be inferior to "${last}"`;
	const file = `${vendor}/pagerfanta/core/Pagerfanta.php`;
	return new Refusal(500, 'OutOfRangeCurrentPageException', message, { file, line: 228 });
}

export function methodNotAllowed(methods: readonly string[]): Refusal {
	const message = `Method not allowed. Must be one of: ${methods.join(', ')}`;
	const file = `${vendor}/slim/slim/Slim/Middleware/RoutingMiddleware.php`;
	return new Refusal(405, 'HttpMethodNotAllowedException', message, { file, line: 79 });
}

export function notReachable(message: string): Refusal {
	const file = `${php}/GuzzleHttp/Handler/CurlFactory.php`;
	return new Refusal(500, 'ConnectException', message, { file, line: 1140 });
}

/** Supervisor's refusals come with HTML in their formatted form. */
export function supervisorRefused(type: string, headline: string, reason: string, line: number): Refusal {
	const source = { file: `${own}/Exception/SupervisorException.php`, line };
	const formatted = `<b>${headline}</b><br>${reason}`;
	return new Refusal(500, type, `${headline}; ${reason}`, source, { formatted });
}

export function unknownProgram(name: string): Refusal {
	const file = `${vendor}/supervisorphp/supervisor/src/Exception/SupervisorException.php`;
	return new Refusal(500, 'BadNameException', `BAD_NAME: ${name}`, { file, line: 32 }, { code: 10 });
}

/** The error as JSON, or as the plain words AzuraCast gives to what looks like a command-line tool. */
export function errorAnswer(refusal: Refusal, userAgent: string): Answer {
	const { source } = refusal;
	if (source !== null && /curl|liquidsoap/iu.test(userAgent)) {
		const body = `Error: ${refusal.message} on ${source.file} L${source.line}`;
		return { status: refusal.status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
	}
	const body = JSON.stringify({
		code: refusal.code,
		type: refusal.type,
		message: refusal.message,
		formatted_message: refusal.formatted,
		extra_data: source === null ? [] : { class: refusal.type, ...source },
		success: false,
	});
	return { status: refusal.status, headers: { 'content-type': 'application/json' }, body };
}
