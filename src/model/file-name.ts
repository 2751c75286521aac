/** `main.tf` of `stacks/dns/main.tf`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
