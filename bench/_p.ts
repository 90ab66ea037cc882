import { readContactNumber } from '../nodes/EsoLeads/lead/phone/contactNumber';
import { readCountry } from '../nodes/EsoLeads/lead/phone/country';
const w: Record<string, (e: string) => string> = {
	label: (e) => `Mob.: 819282${e}`,
	name: (e) => `819282${e} (Ravi Kumar)`,
	vcard: (e) => `TEL;TYPE=CELL:+91 81928 2${e}`,
	slashes: (e) => `06/12/34/${e.slice(0, 2)}/${e.slice(2)}`,
	tel: (e) => `tel:+91-81928-2${e};isub=1`,
	letters: (e) => `call me at ${e}`,
	three: (e) => `819282${e}, 819282${e}; +91819282${e}`,
	side: (e) => `81928 2${e} 81928 2${e}`,
};
const f = w[process.argv[2]!]!;
const d = readCountry('IN');
const cells = Array.from({ length: 2000 }, (_, i) => f(String(1111 + i * 4)));
for (let r = 0; r < 60; r++)
	for (const c of cells)
		readContactNumber(c, {
			field: 'phone',
			ownCountry: undefined,
			defaultCountry: d,
			check: 'possible',
		});
