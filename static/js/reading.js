// Puts the reader's own settings on <html> before anything is drawn, so that nothing moves. The server does the same
// from the cookie; this is for pages that come out of a cache, where everybody gets one body.
(function () {
  var root = document.documentElement
  function apply () {
    var kept = document.cookie.match(/(?:^|; )reading=([a-z0-9.-]*)/)
    root.className = root.className.replace(/ ?\bread-[a-z0-9-]+/g, '')
    if (!kept) return
    kept[1].split('.').forEach(function (name) { if (name) root.classList.add('read-' + name) })
  }
  apply()
  window.addEventListener('pageshow', function (event) { if (event.persisted) apply() })
})()
