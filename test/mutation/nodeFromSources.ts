import '../support/engine/n8nHome';
import type { INodeType } from 'n8n-workflow';
import { EsoLeads } from '../../nodes/EsoLeads/EsoLeads.node';
import { builtPackage } from '../support/engine/builtPackage';

// The engine's tests run the bundle, which no mutant is in. Here they run the sources: n8n's loader is given the class itself.
beforeAll(async () => {
	const loaded = (await builtPackage()).getNode('esoLeads');
	const type: INodeType = new EsoLeads();
	// n8n's loader has turned the icons into addresses.
	const { iconUrl } = loaded.type.description;
	if (iconUrl !== undefined) type.description.iconUrl = iconUrl;
	delete type.description.icon;
	loaded.type = type;
});
