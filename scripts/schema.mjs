// Writes schema/*.json from the schemas in the code; with --check only says whether they differ.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemas } from '../dist/model/json-schema.js'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'schema')
const check = process.argv.includes('--check')
mkdirSync(folder, { recursive: true })

for (const [kind, schema] of Object.entries(schemas)) {
  const file = join(folder, `${kind}.json`)
  const text = `${JSON.stringify(schema(), null, 2)}\n`
  if (!check) writeFileSync(file, text)
  else if (read(file) !== text) {
    console.error(`schema/${kind}.json is not what src/model/ makes; run: npm run build && npm run schema`)
    process.exitCode = 1
  }
}
if (check && !process.exitCode) console.log('schema/ is what src/model/ makes')

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
