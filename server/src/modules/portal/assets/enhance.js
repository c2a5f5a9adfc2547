// Comfort for browsers that run scripts; every page works without it.
(() => {
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act)

  // What is typed is kept every few seconds, not only when the page is sent.
  each('form[data-saves]', (form) => {
    let kept = new URLSearchParams(new FormData(form)).toString()
    const keep = () => {
      const data = new URLSearchParams(new FormData(form))
      const now = data.toString()
      if (now === kept) return
      kept = now
      data.set('quiet', '1')
      fetch(form.action, { method: 'POST', body: data, keepalive: now.length < 60000 }).catch(() => { kept = '' })
    }
    setInterval(keep, 5000)
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep() })
  })

  // How many characters are left.
  each('textarea[data-max]', (area) => {
    const line = document.createElement('p')
    line.className = 'counter'
    line.setAttribute('aria-live', 'polite')
    area.after(line)
    let timer
    const say = () => {
      const left = Number(area.dataset.max) - [...area.value.trim()].length
      line.textContent = left >= 0 ? area.dataset.left.replace('{left}', left) : area.dataset.over.replace('{over}', -left)
      line.classList.toggle('over', left < 0)
    }
    area.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(say, 300) })
    say()
  })

  each('[data-print-hint]', (hint) => { hint.hidden = true })
  each('button[data-print]', (button) => {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  })

  // A second press while the first is on its way does nothing; the server would register once anyway.
  each('form', (form) => {
    addEventListener('pageshow', () => { delete form.dataset.sent })
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 3000) event.preventDefault()
      else form.dataset.sent = Date.now()
    })
  })

  // Reads the page aloud where the device can.
  each('button.read', (button) => {
    if (!('speechSynthesis' in window)) return
    button.hidden = false
    const rest = () => { button.textContent = button.dataset.read; button.removeAttribute('aria-pressed') }
    button.addEventListener('click', () => {
      if (speechSynthesis.speaking) { speechSynthesis.cancel(); rest(); return }
      const words = [...document.querySelectorAll('main :is(h1,h2,h3,p,li,dt,dd,legend,label,th,td)')]
        .filter((one) => one.offsetParent && !one.parentElement.closest('p,li,dd,td,label')).map((one) => one.innerText).join('。\n')
      const speech = new SpeechSynthesisUtterance(words)
      speech.lang = document.documentElement.lang
      speech.rate = 0.9
      speech.onend = rest
      speechSynthesis.speak(speech)
      button.textContent = button.dataset.stop
      button.setAttribute('aria-pressed', 'true')
    })
    addEventListener('pagehide', () => speechSynthesis.cancel())
  })
})()
