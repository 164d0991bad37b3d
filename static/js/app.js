// Appended to govuk-frontend's module by static/build.js. Pages work without it.
initAll()

// govuk-frontend says by aria-expanded on a radio that it reveals something. ARIA knows no such state of a radio, and
// what is revealed follows it anyway, so it is taken off again each time that it is set.
function plainRadios () {
  document.querySelectorAll('.govuk-radios__input[aria-expanded]').forEach((radio) => radio.removeAttribute('aria-expanded'))
}
plainRadios()
document.addEventListener('click', plainRadios)
window.addEventListener('pageshow', plainRadios)

// Reads the page aloud with the device's own voice, for readers who asked for it in their reading settings. The button
// stands over the page, so that nothing moves when it comes.
function offerToListen () {
  const voice = window.speechSynthesis
  if (!voice || !document.documentElement.classList.contains('read-listen-on')) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button listen'
  const say = (words) => { button.textContent = words }
  let reading = false

  function stop () {
    reading = false
    voice.cancel()
    document.querySelector('.is-read')?.classList.remove('is-read')
    say('Listen to this page')
  }

  // One part of the page after another: long texts are cut off by some voices, and the part being read is marked.
  function read (parts) {
    document.querySelector('.is-read')?.classList.remove('is-read')
    const part = parts.shift()
    if (!reading || !part) return stop()
    const speech = new SpeechSynthesisUtterance(part.innerText)
    speech.lang = document.documentElement.lang || 'en-GB'
    speech.onend = () => read(parts)
    speech.onerror = stop
    part.classList.add('is-read')
    voice.speak(speech)
  }

  button.addEventListener('click', () => {
    if (reading) return stop()
    const all = document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, th, td, legend, label, caption)')
    const parts = [...all].filter((part) => part.offsetParent && part.innerText.trim() && !part.querySelector('h2, h3, p, li, dt, legend'))
    reading = true
    say('Stop reading')
    read(parts)
  })
  window.addEventListener('pagehide', stop)
  stop()
  document.querySelector('main').append(button)
}
offerToListen()
