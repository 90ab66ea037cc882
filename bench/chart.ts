import type { Cell } from './comparison';
import { TITLES } from './report';

const BAR = 22;
const GAP = 8;
const LEFT = 330;
const WIDTH = 520;
const RIGHT = 90;
/** Bars beyond are cut off: their figure tells. */
const MOST = 20;

/** The times of all contenders as multiples of the floor's, a group of bars for each size and latency. */
export function drawChart(cells: readonly Cell[]): string {
	const shown = cells.filter(({ leads, contender }) => leads >= 10_000 && contender !== 'floor');
	const lines: string[] = [];
	let y = 30;
	let group = '';
	for (const cell of shown) {
		const title = `${cell.leads.toLocaleString('en-US')} leads, ${cell.latencyMs} ms latency`;
		if (title !== group) {
			group = title;
			y += 14;
			lines.push(`<text x="0" y="${y}" font-weight="600">${title}</text>`);
			y += 12;
		}
		lines.push(...bar(cell, y));
		y += BAR + GAP;
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + RIGHT} ${y + 10}" font-family="system-ui, sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#fff"/>
<text x="0" y="16" font-weight="600" font-size="15">Time, as a multiple of a bare script that posts ready batches</text>
${lines.join('\n')}
</svg>
`;
}

function bar({ contender, toFloor, requests }: Cell, y: number): string[] {
	const width = (Math.min(toFloor, MOST) / MOST) * WIDTH;
	const color = contender === 'bulkCreate' || contender === 'importFile' ? '#0b7a75' : '#c9ced6';
	const words = `${toFloor.toFixed(2)} × (${requests.toLocaleString('en-US')} requests)`;
	const inside = width > 200;
	const x = inside ? LEFT + width - 8 : LEFT + width + 6;
	const fill = inside && color === '#0b7a75' ? '#fff' : '#222';
	return [
		`<text x="${LEFT - 10}" y="${y + 15}" text-anchor="end" fill="#222">${TITLES[contender].replace('E-so Leads: ', '')}</text>`,
		`<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3" fill="${color}"/>`,
		`<text x="${x.toFixed(1)}" y="${y + 15}" text-anchor="${inside ? 'end' : 'start'}" fill="${fill}">${words}</text>`,
	];
}
