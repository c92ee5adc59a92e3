import type { Project } from '../../lib/project/project.js';
import type { EditOutcome } from '../../lib/registration/outcome.js';
import type { RegistrationRequest } from '../../lib/registration/request.js';
import { projectIn } from './memory.js';

/** A request with the dotted name of the file that is edited. */
export type FileRequest = RegistrationRequest & { readonly module: string; readonly isPackage?: boolean };

type OneFile = { readonly project: Project; readonly path: string };

/** A project of one file. */
export function oneFile(
  source: string,
  { module, isPackage = false }: Pick<FileRequest, 'module' | 'isPackage'>,
): OneFile {
  const path = `/b/${module.replaceAll('.', '/')}${isPackage ? '/__init__' : ''}.py`;
  return { project: projectIn({ [path]: source }), path };
}

type Register<T> = (project: Project, path: string, request: RegistrationRequest) => Promise<T>;

/** What registering in the only file of a project comes to. */
export async function inOneFile<T = EditOutcome>(
  register: Register<T>,
  source: string,
  { module, isPackage = false, ...request }: FileRequest,
): Promise<T> {
  const { project, path } = oneFile(source, { module, isPackage });
  return register(project, path, request);
}
