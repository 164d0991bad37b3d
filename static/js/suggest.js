// Suggestions under a search box: htmx brings the options, this makes the box a combobox (ARIA Authoring Practices,
// "list autocomplete with manual selection"). Without script the box is a plain one whose button searches.
for (const box of document.querySelectorAll('[data-suggest]')) {
  const list = document.getElementById(box.dataset.suggest)
  const status = document.getElementById(`${box.id}-status`)
  let chosen = -1

  const options = () => [...list.querySelectorAll('[role=option]')]

  function choose (number) {
    const all = options()
    chosen = all.length ? (number + all.length + 1) % (all.length + 1) : -1
    if (chosen === all.length) chosen = -1 // between the last and the first stands the box itself
    all.forEach((option, place) => option.setAttribute('aria-selected', String(place === chosen)))
    if (chosen < 0) return box.removeAttribute('aria-activedescendant')
    box.setAttribute('aria-activedescendant', all[chosen].id)
    all[chosen].scrollIntoView({ block: 'nearest' })
  }

  function show (open) {
    list.hidden = !open
    box.setAttribute('aria-expanded', String(open))
    choose(-1)
    if (!open) status.textContent = ''
  }

  function arrived () {
    const all = options()
    all.forEach((option, place) => { option.id = `${list.id}-${place}` })
    show(all.length > 0 && document.activeElement === box && box.value.trim() !== '')
    if (!list.hidden) status.textContent = `${all.length} ${all.length === 1 ? 'suggestion' : 'suggestions'}. Use the up and down arrows.`
  }

  function key (event) {
    if (list.hidden) {
      if (event.key === 'ArrowDown' && options().length) { event.preventDefault(); arrived() }
      return
    }
    if (event.key === 'ArrowDown') choose(chosen + 1)
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? options().length - 1 : chosen - 1)
    else if (event.key === 'Escape') show(false)
    else if (event.key === 'Enter' && chosen >= 0) window.location.assign(options()[chosen].dataset.href)
    else return
    event.preventDefault()
  }

  box.setAttribute('role', 'combobox')
  box.setAttribute('aria-autocomplete', 'list')
  box.setAttribute('aria-controls', list.id)
  box.setAttribute('aria-expanded', 'false')
  box.addEventListener('keydown', key)
  box.addEventListener('blur', () => show(false))
  box.form.addEventListener('submit', () => show(false))
  list.addEventListener('htmx:afterSwap', arrived)
  box.addEventListener('htmx:responseError', () => show(false))
  list.addEventListener('mousedown', (event) => event.preventDefault()) // the box keeps the focus
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) window.location.assign(option.dataset.href)
  })
}
