// The cookies page: which notes of ours this browser keeps in its own storage, each with a button that deletes it.
// Without script no note is ever kept, and the page says so.
function kept (name) {
  try { return localStorage.getItem(name) !== null } catch { return false /* a window that refuses storage keeps none */ }
}

function offer (part) {
  const name = part.dataset.note
  const not = part.nextElementSibling
  if (!kept(name)) return
  part.hidden = false
  not.hidden = true
  part.querySelector('button').addEventListener('click', () => {
    localStorage.removeItem(name)
    part.hidden = true
    not.hidden = false
    not.textContent = 'Deleted'
    not.focus()
  })
}

// After every other script of the page: one of them may leave the note just now.
document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-note]').forEach(offer))
