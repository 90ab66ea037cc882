import type { Run, Trial } from './trial';

/** What happened, a line a request, for whoever reads of a broken promise. */
export function describeTimeline({ run, secondRun, ordeal }: Trial): string {
	const { options, onError } = ordeal.parameters;
	return [
		`${ordeal.items.length} items, ${onError}, ${JSON.stringify(options)}`,
		...describeRun('first run', run),
		...(secondRun === undefined ? [] : describeRun('second run', secondRun)),
	].join('\n');
}

function describeRun(title: string, { answers, status, error, hints, mostAtOnce }: Run): string[] {
	const requests = answers.map(({ request, means, isLost, askedMs }) => {
		const { index, arrivedAt, answeredAt, leads, statusCode, fault } = request;
		const times = `${arrivedAt} to ${answeredAt ?? 'never'} ms`;
		const answer = `${fault ?? 'no fault'}, status ${statusCode ?? 'none'}: ${means}`;
		const asked = askedMs === undefined ? '' : `, asks for ${askedMs} ms`;
		return `  request ${index}: ${times}, ${leads} leads, ${answer}${asked}${isLost ? ', may be stored' : ''}`;
	});
	const told = error?.message ?? hints.map(({ message }) => message).join(' ');
	return [`${title}: ${status}, at most ${mostAtOnce} requests at once. ${told}`, ...requests];
}
