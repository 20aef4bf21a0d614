import { describe, expect, test } from 'vitest';
import { fieldsOf, rowsOf } from './rows.ts';
import { simulate } from './simulation.ts';

const list = '/api/station/1/requests';

describe('a list', () => {
	test('without a size is bare and whole, key or not', async () => {
		const { call } = await simulate();
		const reply = await call(list);
		expect(reply.body).toBeInstanceOf(Array);
		expect(rowsOf(reply)).toHaveLength(120);
	});

	test('with a size comes in an envelope, of at most 25 rows for those without a key', async () => {
		const { call, keys } = await simulate();
		const anonymous = await call(`${list}?per_page=100`);
		expect(anonymous.body).toMatchObject({ page: 1, per_page: 25, total: 120, total_pages: 5 });
		expect(rowsOf(anonymous)).toHaveLength(25);
		const keyed = await call(`${list}?per_page=100`, { key: keys.noroles });
		expect(keyed.body).toMatchObject({ per_page: 100, total_pages: 2 });
		expect(rowsOf(keyed)).toHaveLength(100);
	});

	test('with size 0 gives all, and a number no JavaScript number can hold', async () => {
		const { call, keys } = await simulate();
		const reply = await call(`${list}?rowCount=0`, { key: keys.noroles });
		expect(rowsOf(reply)).toHaveLength(120);
		expect(reply.text).toContain('"per_page":9223372036854775807,');
	});

	test('has links that keep the query and never are null', async () => {
		const { call } = await simulate();
		const { links } = fieldsOf(await call(`${list}?rowCount=20&page=6&searchPhrase=&sort=title`));
		expect(links).toEqual({
			first: `${list}?rowCount=20&page=1&searchPhrase=&sort=title`,
			previous: `${list}?rowCount=20&page=5&searchPhrase=&sort=title`,
			next: `${list}?rowCount=20&page=6&searchPhrase=&sort=title`,
			last: `${list}?rowCount=20&page=6&searchPhrase=&sort=title`,
		});
	});

	test('ends in a server error, even where no size was asked for', async () => {
		const { call } = await simulate();
		for (const query of ['rowCount=20&current=7', 'page=13']) {
			expect(await call(`${list}?${query}`)).toMatchObject({
				status: 500,
				body: { type: 'OutOfRangeCurrentPageException' },
			});
		}
		expect((await call(`${list}?page=12`)).status).toBe(200);
	});

	test('is sorted by a known key only', async () => {
		const { call } = await simulate();
		const ids = async (query: string) =>
			rowsOf(await call(`${list}?rowCount=5&${query}`)).map((row) => row['request_id']);
		expect(await ids('sort=nothing')).toEqual(await ids(''));
		expect(await ids('sort=title&sortOrder=desc')).not.toEqual(await ids('sort=title'));
	});
});
