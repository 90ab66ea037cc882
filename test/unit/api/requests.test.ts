import {
	bulkCreateRequest,
	deleteLeadRequest,
	getLeadRequest,
	listLeadsRequest,
	listTagsRequest,
	PATH_PREFIXES,
	updateLeadRequest,
} from '../../../nodes/EsoLeads/api/requests';

const query = { page: 2, limit: 100, filters: [] };

test('every request goes to the path that is documented, or observed', () => {
	const requests = [
		bulkCreateRequest('{}', 'documented'),
		getLeadRequest({ id: 7 }, 'documented'),
		listLeadsRequest(query, 'documented'),
		updateLeadRequest('918192829284', '{}', 'documented'),
		deleteLeadRequest('918192829284', 'documented'),
		listTagsRequest,
	];
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /api/v1/leads/bulk-create',
		'POST /api/engage/v1/leads',
		'GET /api/engage/v1/leads?page=2&limit=100',
		'PUT /api/engage/v1/leads/918192829284/update',
		'DELETE /api/engage/v1/leads/918192829284/delete',
		'GET /engage/v1/tags',
	]);
});

test.each(PATH_PREFIXES.filter((prefix) => prefix !== 'documented'))(
	'all requests about leads can begin with %s',
	(prefix) => {
		const requests = [
			bulkCreateRequest('{}', prefix),
			getLeadRequest({ id: 7 }, prefix),
			listLeadsRequest(query, prefix),
			updateLeadRequest('1', '{}', prefix),
			deleteLeadRequest('1', prefix),
		];
		for (const { path } of requests) expect(path.startsWith(`${prefix}/leads`)).toBe(true);
	},
);

test('what comes from users cannot leave its place in a path or a query', () => {
	const { path } = deleteLeadRequest('../../x?y#z/', 'documented');
	expect(path).toBe('/api/engage/v1/leads/..%2F..%2Fx%3Fy%23z%2F/delete');
	const filters: Array<[string, string]> = [['a&page', '1#&limit=9']];
	expect(listLeadsRequest({ ...query, filters }, 'documented').path).toBe(
		'/api/engage/v1/leads?page=2&limit=100&a%26page=1%23%26limit%3D9',
	);
});

test('only reads and deletions have no body of leads', () => {
	expect(deleteLeadRequest('1', 'documented').body).toBeUndefined();
	expect(listLeadsRequest(query, 'documented').body).toBeUndefined();
	expect(getLeadRequest({ contact_number: '1' }, 'documented').body).toBe('{"contact_number":"1"}');
});
