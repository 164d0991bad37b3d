// Makes static/built/ from our scss and scripts and from the packages of package.json. Run by `npm run build`.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'sass'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const packages = join(root, 'node_modules')
const out = join(root, 'static', 'built')

/** The stylesheet: only the components of govuk-frontend that pages use (scss/app.scss lists them). */
function styles () {
  const { css } = compile(join(root, 'static/scss/app.scss'), {
    style: 'compressed',
    loadPaths: [join(packages, 'govuk-frontend/dist')],
    quietDeps: true
  })
  writeFileSync(join(out, 'app.css'), css)
}

/** One sprite of the icons named in static/icons.json, so that an icon costs a page one short line. */
function icons () {
  const names = JSON.parse(readFileSync(join(root, 'static/icons.json')))
  const symbols = names.map((name) => {
    const svg = readFileSync(join(packages, 'lucide-static/icons', `${name}.svg`), 'utf8')
    const shapes = svg.replace(/^[\s\S]*?<svg[\s\S]*?>/, '').replace('</svg>', '').replace(/\s+/g, ' ').trim()
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" ` +
      `stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`
  })
  writeFileSync(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`)
}

/** govuk-frontend's module and our own lines in one file: no second request, no import to rewrite when files are hashed. */
function scripts () {
  const module = readFileSync(join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.js'), 'utf8')
  const inner = module.replace(/export\{[^}]*\binitAll\b[^}]*\};[\s\S]*$/, '')
  if (inner === module) throw new Error('govuk-frontend.min.js no longer ends in an export of initAll')
  writeFileSync(join(out, 'app.js'), `${inner}\n${readFileSync(join(root, 'static/js/app.js'), 'utf8')}`)
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
styles()
icons()
copyFileSync(
  join(packages, '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2'),
  join(out, 'atkinson.woff2')
)
scripts()
