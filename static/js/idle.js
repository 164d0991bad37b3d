// Warns before a personal account is signed out; see templates/people/idle.html. Several tabs share one clock.
const dialog = document.getElementById('idle')
const KEY = 'frontdoor-seen'
const { after, until, stay, out } = dialog.dataset

function note () {
  try { localStorage.setItem(KEY, String(Date.now())) } catch { /* private windows may refuse: one tab, one clock */ }
  loaded = Date.now()
}

function idleSeconds () {
  let last = loaded
  try { last = Math.max(last, Number(localStorage.getItem(KEY))) } catch { /* as above */ }
  return (Date.now() - last) / 1000
}

let loaded = Date.now()
note()
dialog.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault()
  const body = new FormData(event.target)
  fetch(stay, { method: 'POST', body, headers: { Accept: 'text/plain' } }).then((answer) => {
    if (!answer.ok || answer.redirected) { window.location.assign(out); return }
    note()
    dialog.close()
  })
})
setInterval(() => {
  const idle = idleSeconds()
  if (idle >= Number(until)) window.location.assign(out)
  else if (idle >= Number(after) && !dialog.open) dialog.showModal()
  else if (idle < Number(after) && dialog.open) dialog.close()
}, 5000)
