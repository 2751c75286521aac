/** Which files git leaves out. Apart from documents.ts, so that asking does not load the template engine. */
import { ignoredPaths } from '../git/facts.ts'
import type { Project } from './project.ts'

/** Those of the files that git ignores: nobody commits them, so nothing checks them. */
export async function ignoredFiles({ repository, prefix }: Project, files: readonly string[]): Promise<Set<string>> {
  const fromTop = (file: string) => (prefix ? `${prefix}/${file}` : file)
  const ignored = await ignoredPaths(repository, files.map(fromTop))
  return new Set(files.filter((file) => ignored.has(fromTop(file))))
}
