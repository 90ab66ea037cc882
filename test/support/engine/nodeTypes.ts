import type { PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { standIn } from './standIns';

/** Nodes of other packages, by their full names. */
export type FurtherNodes = Readonly<Record<string, INodeType | IVersionedNodeType>>;

/**
 * The node types that a workflow may use: the built package's, and the stand-ins for n8n's own.
 * @param loader absent where the workflow uses stand-ins only.
 * @param items what the manual trigger emits.
 * @param further by their full names.
 */
export function nodeTypesFor(
	loader: PackageDirectoryLoader | undefined,
	items: INodeExecutionData[],
	further: FurtherNodes = {},
): INodeTypes {
	const find = (fullName: string): INodeType | IVersionedNodeType => {
		const known = further[fullName] ?? standIn(fullName, items);
		if (known) return known;
		const prefix = loader && `${loader.packageName}.`;
		if (!loader || !prefix || !fullName.startsWith(prefix)) {
			throw new Error(`The harness does not know the node type ${fullName}`);
		}
		return loader.getNode(fullName.slice(prefix.length)).type;
	};
	return {
		getByName: find,
		getByNameAndVersion: (fullName, version) =>
			NodeHelpers.getVersionedNodeType(find(fullName), version),
		getKnownTypes: () => ({}),
	};
}
