/** A request that is refused, with the sentence the page gets to read. */
export class HttpProblem extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.name = 'HttpProblem';
		this.status = status;
	}
}
