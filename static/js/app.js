// Appended to govuk-frontend's module by static/build.js. Pages work without it.
initAll()
